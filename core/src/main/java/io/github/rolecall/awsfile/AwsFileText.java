package io.github.rolecall.awsfile;

import io.github.rolecall.host.Command;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.ProfileProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of an AWS config or credentials file. It is read as the AWS CLI reads it. It is changed
 * one profile at a time, and everything that is not the profile's own keys stays to the letter:
 * other sections, comments, blank lines, line breaks, order.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs and
 *     tools, shared config and credentials files</a>
 */
public final class AwsFileText {
  /** The keys by which a profile says who its user is, or tries to. */
  public static final Set<String> WHO =
      Set.of(
          "aws_access_key_id",
          "role_arn",
          "credential_process",
          "sso_account_id",
          "sso_role_name",
          "sso_session",
          "sso_start_url",
          "login_session",
          "web_identity_token_file");

  /** Some editors of Windows begin a file with it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Kind kind;
  private final String mark;
  private final List<AwsFileLine> lines;

  /** Which of the two files; they name their profiles differently. */
  public enum Kind {
    CONFIG,
    CREDENTIALS;

    /** The profile that a section is for; empty when it is for none. */
    public Optional<String> profile(String section) {
      if (this == CREDENTIALS || section.equals("default")) {
        return Optional.of(section);
      }
      return section.startsWith("profile") ? named(section) : Optional.empty();
    }

    private String section(String profile) {
      if (this == CREDENTIALS || profile.equals("default")) {
        return profile;
      }
      boolean plain = profile.matches("[^\\s'\"\\\\]+");
      return "profile " + (plain ? profile : "'" + profile.replace("'", "'\"'\"'") + "'");
    }
  }

  private AwsFileText(Kind kind, String mark, List<AwsFileLine> lines) {
    this.kind = kind;
    this.mark = mark;
    this.lines = List.copyOf(lines);
  }

  /** Takes any text, also one that no reader takes. */
  public static AwsFileText of(Kind kind, String text) {
    String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    return new AwsFileText(kind, mark, AwsFileLine.of(text.substring(mark.length())));
  }

  /** The second of two words, which may be quoted: sections of the config file are named so. */
  public static Optional<String> named(String section) {
    return Command.split(section).filter(words -> words.size() == 2).map(words -> words.get(1));
  }

  /**
   * Sections in their order, each with its keys in small letters.
   *
   * @param file for messages
   * @throws CredentialsException with {@link ProfileProblem.FileSyntax} for what the AWS CLI does
   *     not read either
   */
  public Map<String, Map<String, String>> sections(String file) {
    return new AwsFileReader(file).read(lines);
  }

  /**
   * The keys below a key, as in a {@code services} section.
   *
   * @param value of lines, each with a key of its own
   */
  public static Map<String, String> nested(String value) {
    var nested = new LinkedHashMap<String, String>();
    for (String line : AwsFileReader.lines(value)) {
      int sign = line.indexOf('=');
      if (sign >= 0) {
        nested.put(
            AwsFileLine.strip(line.substring(0, sign)),
            AwsFileLine.strip(line.substring(sign + 1)));
      }
    }
    return nested;
  }

  /** Whether any reader finds the profile here. */
  public boolean has(String profile) {
    return lines.stream().anyMatch(line -> opens(line, profile));
  }

  /** Whether the profile says who its user is, whatever else is wrong with the file. */
  public boolean saysWho(String profile) {
    return own(profile).stream()
        .anyMatch(line -> line.kind() == AwsFileLine.Kind.KEY && WHO.contains(line.name()));
  }

  /** Whether this comment stands in the profile. */
  public boolean notes(String profile, String comment) {
    return own(profile).stream().anyMatch(line -> AwsFileLine.strip(line.text()).equals(comment));
  }

  /** The lines of the profile, without those that open it. */
  private List<AwsFileLine> own(String profile) {
    var own = new ArrayList<AwsFileLine>();
    boolean inside = false;
    for (AwsFileLine line : lines) {
      if (line.kind() == AwsFileLine.Kind.SECTION) {
        inside = opens(line, profile);
      } else if (inside) {
        own.add(line);
      }
    }
    return own;
  }

  /**
   * Whether any reader takes the line for the beginning of the profile: SDKs are not strict about
   * blanks and quotes.
   */
  private boolean opens(AwsFileLine line, String profile) {
    if (line.kind() != AwsFileLine.Kind.SECTION) {
      return false;
    }
    String text = AwsFileLine.strip(line.text());
    int closed = text.indexOf(']');
    String after = AwsFileLine.strip(text.substring(closed + 1));
    boolean alone = after.isEmpty() || after.startsWith("#") || after.startsWith(";");
    String loose = alone ? text.substring(1, closed) : line.name();
    return kind.profile(line.name()).equals(Optional.of(profile))
        || kind.profile(AwsFileLine.strip(loose)).equals(Optional.of(profile));
  }

  /**
   * Gives the profile these keys and no others. Its comments stay.
   *
   * @throws CredentialsException with {@link ExportProblem.NotPlain} when a text would not stay on
   *     its line: what follows a line break is another key, and one of them runs a program
   */
  public AwsFileText with(String profile, Map<String, String> keys) {
    requireOneLine(profile, keys);
    return has(profile)
        ? replaced(profile, indentation -> entries(indentation, keys))
        : appended(profile, keys);
  }

  /**
   * The profile with these lines, after its comments.
   *
   * @param entries given how far the section after the profile is indented: it would belong to a
   *     value that is indented less
   */
  private AwsFileText replaced(String profile, Function<String, List<AwsFileLine>> entries) {
    var changed = new ArrayList<AwsFileLine>();
    int first = -1;
    boolean inside = false;
    for (AwsFileLine line : lines) {
      boolean section = line.kind() == AwsFileLine.Kind.SECTION;
      inside = section ? opens(line, profile) : inside;
      if (!inside || isBesideKeys(line)) {
        changed.add(line);
      } else if (section && first < 0) {
        changed.add(named(line, profile));
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

  private AwsFileText appended(String profile, Map<String, String> keys) {
    var changed = new ArrayList<>(lines);
    if (!lines.isEmpty()) {
      changed.add(line(""));
    }
    changed.add(line("[" + kind.section(profile) + "]"));
    changed.addAll(entries("", keys));
    return changedTo(changed);
  }

  /** The line that opens the profile, so that every reader finds it. */
  private AwsFileLine named(AwsFileLine line, String profile) {
    return kind.profile(line.name()).equals(Optional.of(profile))
        ? line
        : line.withText(line.indentation() + "[" + kind.section(profile) + "]");
  }

  private static void requireOneLine(String profile, Map<String, String> keys) {
    boolean oneLine =
        Stream.of(List.of(profile), keys.keySet(), keys.values())
            .flatMap(Collection::stream)
            .flatMapToInt(String::chars)
            .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    if (!oneLine) {
      throw new CredentialsException(new ExportProblem.NotPlain("profile"));
    }
  }

  /**
   * Gives the profile these keys, and leaves its other keys as they are. Throws like {@link #with}.
   */
  public AwsFileText setting(String profile, Map<String, String> keys) {
    requireOneLine(profile, keys);
    long parts = lines.stream().filter(line -> opens(line, profile)).count();
    if (parts == 0) {
      return appended(profile, keys);
    }
    return parts == 1 ? inPlace(profile, keys) : joined(profile, keys);
  }

  private AwsFileText inPlace(String profile, Map<String, String> keys) {
    var missing = new LinkedHashMap<>(keys);
    var changed = new ArrayList<AwsFileLine>();
    String indentation = "";
    int end = 0;
    boolean inside = false;
    boolean replaced = false;
    for (AwsFileLine line : lines) {
      boolean section = line.kind() == AwsFileLine.Kind.SECTION;
      inside = section ? opens(line, profile) : inside;
      boolean key = inside && line.kind() == AwsFileLine.Kind.KEY;
      if (key && keys.containsKey(line.name())) {
        replaced = true;
        String value = missing.remove(line.name());
        if (value != null) {
          changed.add(entry(line.indentation(), line.name(), value));
        }
      } else if (!replaced || line.kind() != AwsFileLine.Kind.MORE) {
        replaced = replaced && isBesideKeys(line);
        changed.add(section && inside ? named(line, profile) : line);
      }
      if (inside && !isBesideKeys(line)) {
        end = changed.size();
        indentation = key ? line.indentation() : indentation;
      }
    }
    changed.addAll(end, entries(indentation, missing));
    return changedTo(changed);
  }

  /** Of several sections for the profile, one with all of their keys; of a key, the last one. */
  private AwsFileText joined(String profile, Map<String, String> keys) {
    var values = new LinkedHashMap<String, List<AwsFileLine>>();
    List<AwsFileLine> value = new ArrayList<>();
    for (AwsFileLine line : own(profile)) {
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
    return replaced(profile, indentation -> all);
  }

  /**
   * Removes the profile and the blank line before it. Comments after its last key stay: they speak
   * of what follows.
   */
  public AwsFileText without(String profile) {
    var changed = new ArrayList<AwsFileLine>();
    var waiting = new ArrayList<AwsFileLine>();
    boolean inside = false;
    for (AwsFileLine line : lines) {
      if (line.kind() == AwsFileLine.Kind.SECTION) {
        changed.addAll(waiting);
        waiting.clear();
        inside = opens(line, profile);
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

  /** Puts a comment below the line that opens the profile. */
  public AwsFileText noting(String profile, String comment) {
    var changed = new ArrayList<>(lines);
    for (int i = 0; i < changed.size(); i++) {
      if (opens(changed.get(i), profile)) {
        changed.add(i + 1, line(comment));
        return changedTo(changed);
      }
    }
    return this;
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
    var text = new StringBuilder(mark);
    var context = new AwsFileLine.Context();
    for (int i = 0; i < changed.size(); i++) {
      AwsFileLine line = changed.get(i);
      boolean swallowed =
          line.kind() == AwsFileLine.Kind.SECTION && context.continues(line.depth());
      AwsFileLine safe = swallowed ? line.withText(AwsFileLine.strip(line.text())) : line;
      context.pass(safe);
      boolean open = safe.end().isEmpty() && i + 1 < changed.size();
      text.append(safe.text()).append(open ? line("").end() : safe.end());
    }
    return of(kind, text.toString());
  }

  @Override
  public String toString() {
    return lines.stream()
        .map(line -> line.text() + line.end())
        .collect(Collectors.joining("", mark, ""));
  }
}
