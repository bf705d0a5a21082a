package io.github.rolecall.export;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.UnverifiedCredentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The output formats of {@code aws configure export-credentials}, under the same names, and two
 * more: {@code json}, which is {@code process} on one line, and {@code pulumi}, an ESC environment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html">AWS
 *     CLI, configure export-credentials</a>
 */
public enum AwsCliFormat {
  ENV((name, value) -> plain(value) ? "export " + name + "=" + value : Shell.SH.set(name, value)),
  ENV_NO_EXPORT((name, value) -> name + "=" + onlyPlain("env-no-export", value)),
  POWERSHELL(
      (name, value) ->
          plain(value) ? "$Env:" + name + "=\"" + value + "\"" : Shell.POWERSHELL.set(name, value)),
  WINDOWS_CMD((name, value) -> "set " + name + "=" + onlyPlain("windows-cmd", value)),
  FISH(
      (name, value) ->
          plain(value) ? "set -gx " + name + " \"" + value + "\"" : Shell.FISH.set(name, value)),
  JSON((name, value) -> value),
  PROCESS((name, value) -> value),
  PULUMI((name, value) -> value);

  private static final String PLAIN = "[A-Za-z0-9+/=_.:-]*";

  // A pure function: it has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final BinaryOperator<String> line;

  AwsCliFormat(BinaryOperator<String> line) {
    this.line = line;
  }

  /** Returns the name as users write it: {@code env-no-export}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns all names, in the order of the AWS CLI. */
  public static List<String> keys() {
    return Stream.of(values()).map(AwsCliFormat::key).toList();
  }

  /** Returns the format of this name. */
  public static AwsCliFormat of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * Formats the credentials.
   *
   * @throws CredentialsException with {@link ExportProblem.NotPlain} when they contain characters
   *     that the format cannot express
   */
  public String text(Assumed assumed) {
    return text(assumed.credentials(), Optional.of(assumed.identity().account()), assumed.region());
  }

  /** Formats unverified credentials. Only these formats accept them. */
  public String text(UnverifiedCredentials unverified) {
    return text(unverified.credentials(), Optional.empty(), unverified.region());
  }

  private String text(SessionCredentials credentials, Optional<String> account, String region) {
    return switch (this) {
      case JSON -> Format.credentialProcess(credentials, account);
      case PROCESS -> Format.credentialProcessIndented(credentials, account);
      case PULUMI -> Format.escEnvironment(credentials, region);
      default -> lines(credentials);
    };
  }

  private String lines(SessionCredentials credentials) {
    Map<String, String> variables = new LinkedHashMap<>(Variables.keys(credentials));
    if (!variables.values().stream().allMatch(Format::isOneLine)) {
      // A line break in a value would start a line that the reader evaluates.
      throw new CredentialsException(new ExportProblem.NotPlain(key()));
    }
    credentials
        .expires()
        .map(Instant::toString)
        .ifPresent(end -> variables.put("AWS_CREDENTIAL_EXPIRATION", end));
    return variables.entrySet().stream()
        .map(entry -> line.apply(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean plain(String value) {
    return value.matches(PLAIN);
  }

  /** Returns the value, if no shell treats a part of it as syntax. */
  static String onlyPlain(String format, String value) {
    if (!plain(value)) {
      throw new CredentialsException(new ExportProblem.NotPlain(format));
    }
    return value;
  }
}
