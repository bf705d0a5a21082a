package io.github.rolecall.export;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Secret;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats credentials as text. */
public final class Format {
  private Format() {}

  /**
   * Returns statements that set the variables. They are safe to evaluate, whatever the values
   * contain.
   *
   * @param before the environment of the shell
   */
  public static String shell(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before, Shell shell) {
    return shell.statements(Variables.all(assumed, exportTargets, before));
  }

  /**
   * Returns {@code NAME=value} lines for GitLab's dotenv reports: without quotes, comments or empty
   * lines.
   *
   * @throws CredentialsException with {@link ExportProblem.NotPlain} when a value has a line break
   * @see <a
   *     href="https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv">GitLab,
   *     dotenv report</a>
   */
  public static String dotenv(Assumed assumed, ExportTargets exportTargets) {
    return Variables.all(assumed, exportTargets, Map.of()).entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> dotenvLine(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String dotenvLine(String name, String value) {
    if (!isOneLine(value)) {
      throw new CredentialsException(new ExportProblem.NotPlain("dotenv"));
    }
    return name + "=" + value + "\n";
  }

  /** Returns whether every reader, of any tool, takes the text for a part of one line. */
  static boolean isOneLine(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  /**
   * Returns the JSON that {@code credential_process} expects, version 1, with the account if it is
   * known.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">AWS,
   *     process credentials</a>
   */
  static String credentialProcess(SessionCredentials credentials, Optional<String> account) {
    return JsonWriter.compact(process(credentials, account)) + "\n";
  }

  /** The same for credentials whose end the reader compares with a clock that shows this. */
  public static String credentialProcess(Assumed assumed, Instant end) {
    Map<String, Object> entries =
        process(assumed.credentials(), Optional.of(assumed.identity().account()));
    entries.put("Expiration", end.toString());
    return JsonWriter.compact(entries) + "\n";
  }

  /** The same with one field per line, as the AWS CLI prints it. */
  static String credentialProcessIndented(
      SessionCredentials credentials, Optional<String> account) {
    return process(credentials, account).entrySet().stream()
        .map(entry -> JsonWriter.compact(Map.of(entry.getKey(), entry.getValue())))
        .map(object -> "  " + object.substring(1, object.length() - 1).replaceFirst(":", ": "))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static Map<String, Object> process(
      SessionCredentials credentials, Optional<String> account) {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("Version", 1);
    entries.put("AccessKeyId", credentials.accessKeyId());
    entries.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    Optional<String> token = credentials.sessionToken().map(Secret::reveal);
    token.ifPresent(text -> entries.put("SessionToken", text));
    credentials.expires().ifPresent(at -> entries.put("Expiration", at.toString()));
    account.ifPresent(id -> entries.put("AccountId", id));
    return entries;
  }

  /**
   * Returns a Pulumi ESC environment with these keys, as {@code pulumi env edit --file -} reads it.
   *
   * @see <a
   *     href="https://www.pulumi.com/docs/esc/integrations/dynamic-login-credentials/aws-login/">Pulumi
   *     ESC, aws-login</a>
   */
  static String escEnvironment(SessionCredentials credentials, String region) {
    String end = credentials.expires().map(at -> "# The session ends at " + at + ".\n").orElse("");
    Optional<String> token = credentials.sessionToken().map(Secret::reveal).map(Format::escText);
    return """
        %svalues:
          aws:
            login:
              fn::open::aws-login:
                static:
                  accessKeyId: %s
                  secretAccessKey:
                    fn::secret: %s
        %s  environmentVariables:
            AWS_ACCESS_KEY_ID: ${aws.login.accessKeyId}
            AWS_SECRET_ACCESS_KEY: ${aws.login.secretAccessKey}
        %s    AWS_REGION: %s
          pulumiConfig:
            aws:region: %s
        """
        .formatted(
            end,
            escText(credentials.accessKeyId()),
            escText(credentials.secretAccessKey().reveal()),
            token
                .map(text -> "          sessionToken:\n            fn::secret: " + text + "\n")
                .orElse(""),
            token.map(text -> "    AWS_SESSION_TOKEN: ${aws.login.sessionToken}\n").orElse(""),
            escText(region),
            escText(region));
  }

  /** Quotes a text so that it contains no ESC expression. */
  private static String escText(String text) {
    String object = JsonWriter.compact(Map.of("", text.replace("${", "$${")));
    return object.substring(object.indexOf(':') + 1, object.length() - 1);
  }

  /**
   * Returns the answer of a container credentials endpoint.
   *
   * @param end when to request them again: SDKs require an expiry, even for credentials without one
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS,
   *     container credentials</a>
   */
  public static String containerCredentials(Assumed assumed, Instant end) {
    SessionCredentials credentials = assumed.credentials();
    var entries = new LinkedHashMap<String, Object>();
    entries.put("AccessKeyId", credentials.accessKeyId());
    entries.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    entries.put("Token", credentials.sessionToken().map(Secret::reveal).orElse(""));
    entries.put("Expiration", end.toString());
    entries.put("AccountId", assumed.identity().account());
    return JsonWriter.compact(entries);
  }
}
