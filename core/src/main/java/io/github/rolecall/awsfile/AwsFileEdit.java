package io.github.rolecall.awsfile;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Changes one profile. Everything except the keys of the profile stays unchanged: other sections,
 * comments, blank lines, line breaks, order.
 */
final class AwsFileEdit {
  private final AwsFileText text;
  private final String profile;
  private final List<AwsFileLine> lines;

  AwsFileEdit(AwsFileText text, String profile) {
    this.text = text;
    this.profile = profile;
    this.lines = text.lines();
  }

  AwsFileText with(Map<String, String> keys) {
    requireOneLine(keys);
    return text.has(profile) ? replaced(indentation -> entries(indentation, keys)) : appended(keys);
  }

  /**
   * The profile with these lines, after its comments.
   *
   * @param entries given how far the section after the profile is indented: it would belong to a
   *     value that is indented less
   */
  private AwsFileText replaced(Function<String, List<AwsFileLine>> entries) {
    var changed = new ArrayList<AwsFileLine>();
    int first = -1;
    boolean inside = false;
    for (AwsFileLine line : lines) {
      boolean section = line.kind() == AwsFileLine.Kind.SECTION;
      inside = section ? text.opens(line, profile) : inside;
      if (!inside || isBesideKeys(line)) {
        changed.add(line);
      } else if (section && first < 0) {
        changed.add(named(line));
        first = changed.size();
      }
      // A reader would refuse the section if it stood twice, or take one of the two.
    }
    String indentation =
        changed.subList(first, changed.size()).stream()
            .filter(line -> line.kind() == AwsFileLine.Kind.SECTION)
            .findFirst()
            .map(AwsFileLine::indentation)
            .orElse("");
    changed.addAll(first, entries.apply(indentation));
    return changedTo(changed);
  }

  private AwsFileText appended(Map<String, String> keys) {
    var changed = new ArrayList<>(lines);
    if (!lines.isEmpty()) {
      changed.add(line(""));
    }
    changed.add(line("[" + text.kind().section(profile) + "]"));
    changed.addAll(entries("", keys));
    return changedTo(changed);
  }

  /** The section header of the profile, in the form that every reader finds. */
  private AwsFileLine named(AwsFileLine line) {
    return text.kind().profile(line.name()).equals(Optional.of(profile))
        ? line
        : line.withText(line.indentation() + "[" + text.kind().section(profile) + "]");
  }

  private void requireOneLine(Map<String, String> keys) {
    requireOneLine(
        Stream.of(List.of(profile), keys.keySet(), keys.values()).flatMap(Collection::stream));
  }

  static void requireOneLine(Stream<String> texts) {
    boolean oneLine =
        texts
            .flatMapToInt(String::chars)
            .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    if (!oneLine) {
      throw new CredentialsException(new ExportProblem.NotPlain("profile"));
    }
  }

  AwsFileText setting(Map<String, String> keys) {
    requireOneLine(keys);
    long parts = lines.stream().filter(line -> text.opens(line, profile)).count();
    if (parts == 0) {
      return appended(keys);
    }
    return parts == 1 ? inPlace(keys) : joined(keys);
  }

  private AwsFileText inPlace(Map<String, String> keys) {
    var missing = new LinkedHashMap<>(keys);
    var changed = new ArrayList<AwsFileLine>();
    String indentation = "";
    int end = 0;
    boolean inside = false;
    boolean replaced = false;
    for (AwsFileLine line : lines) {
      boolean section = line.kind() == AwsFileLine.Kind.SECTION;
      inside = section ? text.opens(line, profile) : inside;
      boolean key = inside && line.kind() == AwsFileLine.Kind.KEY;
      if (key && keys.containsKey(line.name())) {
        replaced = true;
        String value = missing.remove(line.name());
        if (value != null) {
          changed.add(entry(line.indentation(), line.name(), value));
        }
      } else if (!replaced || line.kind() != AwsFileLine.Kind.MORE) {
        replaced = replaced && isBesideKeys(line);
        changed.add(section && inside ? named(line) : line);
      }
      if (inside && !isBesideKeys(line)) {
        end = changed.size();
        indentation = key ? line.indentation() : indentation;
      }
    }
    changed.addAll(end, entries(indentation, missing));
    return changedTo(changed);
  }

  /**
   * Merges several sections of the profile into one with all of their keys; of a repeated key, the
   * last one.
   */
  private AwsFileText joined(Map<String, String> keys) {
    var values = new LinkedHashMap<String, List<AwsFileLine>>();
    List<AwsFileLine> value = new ArrayList<>();
    for (AwsFileLine line : text.own(profile)) {
      if (line.kind() == AwsFileLine.Kind.KEY) {
        value = new ArrayList<>(List.of(line.withText(AwsFileLine.strip(line.text()))));
        values.put(line.name(), value);
      } else if (line.kind() == AwsFileLine.Kind.MORE) {
        value.add(line);
      }
    }
    values.keySet().removeAll(keys.keySet());
    var all = new ArrayList<AwsFileLine>();
    values.values().forEach(all::addAll);
    all.addAll(entries("", keys));
    return replaced(indentation -> all);
  }

  AwsFileText without() {
    var changed = new ArrayList<AwsFileLine>();
    var waiting = new ArrayList<AwsFileLine>();
    boolean inside = false;
    for (AwsFileLine line : lines) {
      if (line.kind() == AwsFileLine.Kind.SECTION) {
        changed.addAll(waiting);
        waiting.clear();
        inside = text.opens(line, profile);
        int end = changed.size() - 1;
        if (inside && end >= 0 && changed.get(end).kind() == AwsFileLine.Kind.BLANK) {
          changed.remove(end);
        }
      }
      if (!inside) {
        changed.add(line);
      } else if (isBesideKeys(line)) {
        waiting.add(line);
      } else {
        waiting.clear();
      }
    }
    changed.addAll(waiting);
    return changedTo(changed);
  }

  AwsFileText noting(String comment) {
    var changed = new ArrayList<>(lines);
    for (int i = 0; i < changed.size(); i++) {
      if (text.opens(changed.get(i), profile)) {
        changed.add(i + 1, line(comment));
        return changedTo(changed);
      }
    }
    return text;
  }

  private static boolean isBesideKeys(AwsFileLine line) {
    return line.kind() == AwsFileLine.Kind.BLANK || line.kind() == AwsFileLine.Kind.COMMENT;
  }

  private List<AwsFileLine> entries(String indentation, Map<String, String> keys) {
    var entries = new ArrayList<AwsFileLine>();
    keys.forEach((key, value) -> entries.add(entry(indentation, key, value)));
    return entries;
  }

  private AwsFileLine entry(String indentation, String key, String value) {
    AwsFileLine line = line(indentation + key + " = " + value);
    return new AwsFileLine(line.text(), line.end(), AwsFileLine.Kind.KEY, key, value);
  }

  private AwsFileLine line(String text) {
    String end = lines.isEmpty() || lines.get(0).end().isEmpty() ? "\n" : lines.get(0).end();
    return AwsFileLine.of(text + end).get(0);
  }

  /**
   * A text of these lines. A section that is indented would belong to the value before it if that
   * is another one than it was: then it begins the line.
   */
  private AwsFileText changedTo(List<AwsFileLine> changed) {
    var whole = new StringBuilder(text.mark());
    var context = new AwsFileLine.Context();
    for (int i = 0; i < changed.size(); i++) {
      AwsFileLine line = changed.get(i);
      boolean swallowed =
          line.kind() == AwsFileLine.Kind.SECTION && context.continues(line.depth());
      AwsFileLine safe = swallowed ? line.withText(AwsFileLine.strip(line.text())) : line;
      context.pass(safe);
      boolean open = safe.end().isEmpty() && i + 1 < changed.size();
      whole.append(safe.text()).append(open ? line("").end() : safe.end());
    }
    return AwsFileText.of(text.kind(), whole.toString());
  }
}
