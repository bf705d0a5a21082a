package io.github.rolecall.awsfile;

import io.github.rolecall.host.Command;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.SetupProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of an AWS config or credentials file. It is read as the AWS CLI reads it, and changed
 * one profile at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs and
 *     tools, shared config and credentials files</a>
 * @param mark what the text begins with before its first line; mostly nothing
 */
public record AwsFileText(Kind kind, String mark, List<AwsFileLine> lines) {
  /** The keys with which a profile chooses its identity. */
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

    /** The section of a profile. */
    String section(String profile) {
      if (this == CREDENTIALS || profile.equals("default")) {
        return profile;
      }
      return "profile " + quoted(profile);
    }

    /** The name of a section as a shell would quote it, which is how the AWS CLI reads it. */
    static String quoted(String name) {
      boolean plain = name.matches("[^\\s'\"\\\\]+");
      return plain ? name : "'" + name.replace("'", "'\"'\"'") + "'";
    }
  }

  /** Takes any text, also one that no reader takes. */
  public static AwsFileText of(Kind kind, String text) {
    String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    List<AwsFileLine> lines = AwsFileLine.of(text.substring(mark.length()));
    return new AwsFileText(kind, mark, List.copyOf(lines));
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

  /** Whether any reader finds the profile in this text. */
  public boolean has(String profile) {
    return lines.stream().anyMatch(line -> opens(line, profile));
  }

  /** Whether the profile has a key that chooses its identity, even if the file has errors. */
  public boolean saysWho(String profile) {
    return own(profile).stream()
        .anyMatch(line -> line.kind() == AwsFileLine.Kind.KEY && WHO.contains(line.name()));
  }

  /** Whether the profile contains this comment. */
  public boolean notes(String profile, String comment) {
    return own(profile).stream().anyMatch(line -> AwsFileLine.strip(line.text()).equals(comment));
  }

  /** The profiles in which this comment stands. */
  public List<String> profilesNoting(String comment) {
    return lines.stream()
        .filter(line -> line.kind() == AwsFileLine.Kind.SECTION)
        .flatMap(line -> kind.profile(line.name()).stream())
        .distinct()
        .filter(profile -> notes(profile, comment))
        .toList();
  }

  /** The lines of the profile, without its section header. */
  List<AwsFileLine> own(String profile) {
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
   * Whether any reader takes the line for the section header of the profile: SDKs are lenient about
   * spaces and quotes.
   */
  boolean opens(AwsFileLine line, String profile) {
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
    return new AwsFileEdit(this, profile).with(keys);
  }

  /**
   * Gives the profile these keys, and leaves its other keys as they are. Throws like {@link #with}.
   */
  public AwsFileText setting(String profile, Map<String, String> keys) {
    return new AwsFileEdit(this, profile).setting(keys);
  }

  /**
   * Gives a section these settings as {@code aws configure set} does, and leaves everything else as
   * it is. A new section stands at the end.
   *
   * @throws CredentialsException with {@link ExportProblem.NotPlain} when a text would not stay on
   *     its line, or {@link SetupProblem.NotNested} when a value stands where a list of settings
   *     should begin
   */
  public AwsFileText setting(AwsSection section, List<AwsSetting> settings) {
    AwsFileText changed = this;
    for (AwsSetting setting : settings) {
      changed = new SectionEdit(changed, section).set(setting);
    }
    return changed;
  }

  /** The same section without a setting. */
  public AwsFileText without(AwsSection section, String key, Optional<String> sub) {
    return new SectionEdit(this, section).without(key, sub);
  }

  /** The settings of a section in the order of the file, each with its line. */
  public List<AwsSetting> settings(AwsSection section) {
    return new SectionEdit(this, section).settings();
  }

  /**
   * Removes the profile and the blank line before it. Comments after its last key stay: they speak
   * of what follows.
   */
  public AwsFileText without(String profile) {
    return new AwsFileEdit(this, profile).without();
  }

  /** Adds a comment below the section header of the profile. */
  public AwsFileText noting(String profile, String comment) {
    return new AwsFileEdit(this, profile).noting(comment);
  }

  @Override
  public String toString() {
    return lines.stream()
        .map(line -> line.text() + line.end())
        .collect(Collectors.joining("", mark, ""));
  }
}
