package io.github.rolecall.awsfile;

import java.util.Optional;

/**
 * A section of an AWS file by what it is for.
 *
 * @param kind what it holds
 * @param name of the profile, the SSO session or the list of services
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs and
 *     tools, shared config and credentials files</a>
 */
public record AwsSection(Kind kind, String name) {

  /** What a section of the config file can hold. The credentials file has profiles only. */
  public enum Kind {
    PROFILE("profile"),
    SSO_SESSION("sso-session"),
    SERVICES("services");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As the file has it: {@code sso-session}. */
    public String word() {
      return word;
    }
  }

  public static AwsSection profile(String name) {
    return new AwsSection(Kind.PROFILE, name);
  }

  /** The text between the brackets, as the AWS CLI writes it. */
  String header(AwsFileText.Kind file) {
    return kind == Kind.PROFILE
        ? file.section(name)
        : kind.word() + " " + AwsFileText.Kind.quoted(name);
  }

  /** Whether a line opens this section. */
  boolean opensAt(AwsFileLine line, AwsFileText text) {
    if (kind == Kind.PROFILE) {
      return text.opens(line, name);
    }
    return line.kind() == AwsFileLine.Kind.SECTION
        && line.name().startsWith(kind.word())
        && AwsFileText.named(line.name()).equals(Optional.of(name));
  }
}
