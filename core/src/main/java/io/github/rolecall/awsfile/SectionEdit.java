package io.github.rolecall.awsfile;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SetupProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A change of one setting of one section, where {@code aws configure set} would make it. All other
 * lines stay to the letter.
 */
final class SectionEdit {
  /** How far the AWS CLI indents a setting below another one. */
  private static final String NESTED = "    ";

  private final AwsFileText text;
  private final AwsSection section;
  private final List<AwsFileLine> lines;

  /** The line that opens the section; -1 when there is none. */
  private final int opening;

  SectionEdit(AwsFileText text, AwsSection section) {
    this.text = text;
    this.section = section;
    this.lines = text.lines();
    this.opening =
        IntStream.range(0, lines.size())
            .filter(i -> section.opensAt(lines.get(i), text))
            .findFirst()
            .orElse(-1);
  }

  AwsFileText set(AwsSetting setting) {
    AwsFileEdit.requireOneLine(
        Stream.of(section.name(), setting.key(), setting.sub().orElse(""), setting.value()));
    var changed = lines.stream().map(SectionEdit::whole).collect(Collectors.toList());
    if (opening < 0) {
      endLastLine(changed);
      changed.add("[" + section.header(text.kind()) + "]" + lineBreak());
      changed.addAll(entries("", setting));
      return changedTo(changed);
    }
    int key = keyLine(setting.key());
    if (key < 0) {
      int last = lastLine();
      String indentation = indentation(lines.get(last));
      endLastLine(changed);
      changed.addAll(last + 1, entries(indentation, setting));
    } else if (setting.sub().isPresent()) {
      nest(changed, key, setting);
    } else {
      String line = lines.get(key).indentation() + setting.key() + " = " + setting.value();
      changed.subList(key, end(key)).clear();
      changed.add(key, line + lineBreak());
    }
    return changedTo(changed);
  }

  private void nest(List<String> changed, int key, AwsSetting setting) {
    if (!lines.get(key).value().isEmpty()) {
      throw new CredentialsException(
          new SetupProblem.NotNested(setting.toString(), setting.key(), key + 1));
    }
    int sub = subLine(key, setting.sub().orElseThrow());
    int end = end(key);
    String indentation =
        sub >= 0
            ? lines.get(sub).indentation()
            : end > key + 1
                ? lines.get(end - 1).indentation()
                : lines.get(key).indentation() + NESTED;
    String line = indentation + setting.sub().get() + " = " + setting.value() + lineBreak();
    if (sub >= 0) {
      changed.set(sub, line);
    } else {
      endLastLine(changed);
      changed.add(end, line);
    }
  }

  AwsFileText without(String key, Optional<String> sub) {
    int line = opening < 0 ? -1 : keyLine(key);
    if (line < 0) {
      return text;
    }
    var changed = lines.stream().map(SectionEdit::whole).collect(Collectors.toList());
    int nested = sub.map(name -> subLine(line, name)).orElse(line);
    boolean whole = sub.isEmpty() || (nested >= 0 && end(line) == line + 2);
    if (whole) {
      changed.subList(line, end(line)).clear();
    } else if (nested >= 0) {
      changed.remove(nested);
    }
    return changedTo(changed);
  }

  List<AwsSetting> settings() {
    var found = new ArrayList<AwsSetting>();
    for (int i = opening + 1; opening >= 0 && i < lines.size() && !opensOther(i); i++) {
      AwsFileLine line = lines.get(i);
      if (line.kind() == AwsFileLine.Kind.KEY && end(i) == i + 1) {
        found.add(new AwsSetting(line.name(), Optional.empty(), line.value(), i + 1));
      } else if (line.kind() == AwsFileLine.Kind.KEY) {
        nested(i, found);
      }
    }
    return found;
  }

  /** What stands below a key: settings, or further lines of its value. */
  private void nested(int key, List<AwsSetting> found) {
    AwsFileLine first = lines.get(key);
    if (!first.value().isEmpty()) {
      String value =
          lines.subList(key, end(key)).stream()
              .map(AwsFileLine::value)
              .collect(Collectors.joining("\n"));
      found.add(new AwsSetting(first.name(), Optional.empty(), value, key + 1));
      return;
    }
    for (int i = key + 1; i < end(key); i++) {
      String value = lines.get(i).value();
      int sign = value.indexOf('=');
      if (sign > 0) {
        Optional<String> sub = Optional.of(AwsFileLine.strip(value.substring(0, sign)));
        found.add(
            new AwsSetting(first.name(), sub, AwsFileLine.strip(value.substring(sign + 1)), i + 1));
      }
    }
  }

  private int keyLine(String key) {
    for (int i = opening + 1; i < lines.size() && !opensOther(i); i++) {
      if (lines.get(i).kind() == AwsFileLine.Kind.KEY && lines.get(i).name().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private int subLine(int key, String sub) {
    for (int i = key + 1; i < end(key); i++) {
      String value = lines.get(i).value();
      if (AwsFileLine.strip(value.replaceFirst("(?s)=.*", "")).equals(sub)) {
        return i;
      }
    }
    return -1;
  }

  /** The line after the last one of a key's value. */
  private int end(int key) {
    int end = key + 1;
    for (int i = key + 1; i < lines.size(); i++) {
      AwsFileLine.Kind kind = lines.get(i).kind();
      if (kind == AwsFileLine.Kind.MORE) {
        end = i + 1;
      } else if (kind == AwsFileLine.Kind.KEY || kind == AwsFileLine.Kind.SECTION) {
        break;
      }
    }
    return end;
  }

  /** The last line of the section that is neither blank nor a comment. */
  private int lastLine() {
    int last = opening;
    for (int i = opening + 1; i < lines.size() && !opensOther(i); i++) {
      AwsFileLine.Kind kind = lines.get(i).kind();
      if (kind != AwsFileLine.Kind.BLANK && kind != AwsFileLine.Kind.COMMENT) {
        last = i;
      }
    }
    return last;
  }

  private boolean opensOther(int index) {
    return lines.get(index).kind() == AwsFileLine.Kind.SECTION;
  }

  /** How far a key after this line is indented so that it is a key of its own. */
  private String indentation(AwsFileLine last) {
    if (last.kind() != AwsFileLine.Kind.MORE) {
      return last.indentation();
    }
    return lines.subList(0, lines.indexOf(last)).stream()
        .filter(line -> line.kind() == AwsFileLine.Kind.KEY)
        .reduce((first, second) -> second)
        .map(AwsFileLine::indentation)
        .orElse("");
  }

  private List<String> entries(String indentation, AwsSetting setting) {
    String end = lineBreak();
    return setting
        .sub()
        .map(
            sub ->
                List.of(
                    indentation + setting.key() + " =" + end,
                    indentation + NESTED + sub + " = " + setting.value() + end))
        .orElseGet(() -> List.of(indentation + setting.key() + " = " + setting.value() + end));
  }

  private void endLastLine(List<String> changed) {
    int last = changed.size() - 1;
    if (last >= 0 && lines.get(last).end().isEmpty()) {
      changed.set(last, changed.get(last) + lineBreak());
    }
  }

  private String lineBreak() {
    return lines.isEmpty() || lines.get(0).end().isEmpty() ? "\n" : lines.get(0).end();
  }

  private static String whole(AwsFileLine line) {
    return line.text() + line.end();
  }

  private AwsFileText changedTo(List<String> changed) {
    return AwsFileText.of(text.kind(), text.mark() + String.join("", changed));
  }
}
