package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.UnverifiedCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the lines that {@code aws configure export-credentials} prints. */
class AwsCliFormatTest {

  private static Assumed assumed(String secret) {
    return new Assumed(
        new SessionCredentials(
            "ASIA1",
            new Secret(secret),
            Optional.of(new Secret("t+/=")),
            Optional.of(Instant.parse("2026-11-21T12:00:00Z"))),
        new CallerIdentity("111122223333", "arn:aws:sts::111122223333:assumed-role/D/c", "A:c"),
        "eu-central-1",
        Assumed.Origin.ROLE,
        false);
  }

  private static String text(String format) {
    return AwsCliFormat.of(format).text(assumed("s/+1"));
  }

  @Test
  void theNamesAreThoseOfTheCli() {
    assertEquals(
        List.of(
            "env",
            "env-no-export",
            "powershell",
            "windows-cmd",
            "fish",
            "json",
            "process",
            "pulumi"),
        AwsCliFormat.keys());
  }

  @Test
  void pulumiIsAnEnvironmentOfEsc() {
    assertEquals(AwsCliFormat.PULUMI.text(assumed("s/+1")), text("pulumi"));
  }

  @Test
  void theLinesAreThoseOfTheCli() {
    assertEquals(
        """
        export AWS_ACCESS_KEY_ID=ASIA1
        export AWS_SECRET_ACCESS_KEY=s/+1
        export AWS_SESSION_TOKEN=t+/=
        export AWS_CREDENTIAL_EXPIRATION=2026-11-21T12:00:00Z
        """,
        text("env"));
    assertEquals(text("env").replace("export ", ""), text("env-no-export"));
    assertEquals(text("env").replace("export ", "set "), text("windows-cmd"));
    assertEquals(
        text("env").replaceAll("export (\\w+)=(.*)", "\\$Env:$1=\"$2\""), text("powershell"));
    assertEquals(text("env").replaceAll("export (\\w+)=(.*)", "set -gx $1 \"$2\""), text("fish"));
    assertEquals(
        """
        {
          "Version": 1,
          "AccessKeyId": "ASIA1",
          "SecretAccessKey": "s/+1",
          "SessionToken": "t+/=",
          "Expiration": "2026-11-21T12:00:00Z",
          "AccountId": "111122223333"
        }
        """,
        text("process"));
    assertEquals(text("process").replaceAll("\\s", "") + "\n", text("json"));
  }

  @ParameterizedTest
  @EnumSource(AwsCliFormat.class)
  void unverifiedCredentialsArePrintedTheSameButForTheAccount(AwsCliFormat format) {
    Assumed verified = assumed("s/+1");
    String text = format.text(new UnverifiedCredentials(verified.credentials(), verified.region()));
    assertEquals(format.text(verified).replaceFirst(",\\s*\"AccountId\": ?\"\\d+\"", ""), text);
    assertFalse(text.contains("111122223333"), text);
  }

  @Test
  void whatAShellWouldTakeForACommandIsQuoted() {
    String secret = "$(touch x)'\"`";
    assertEquals(
        "export AWS_SECRET_ACCESS_KEY='$(touch x)'\\''\"`'",
        AwsCliFormat.ENV.text(assumed(secret)).lines().toList().get(1));
    for (AwsCliFormat format : List.of(AwsCliFormat.POWERSHELL, AwsCliFormat.FISH)) {
      assertFalse(format.text(assumed(secret)).contains("\"$("), format.key());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a&del", "a b", "a\nb", "%PATH%", "a^b"})
  void whatCannotBeQuotedIsRefused(String secret) {
    for (String format : List.of("windows-cmd", "env-no-export")) {
      var problem =
          Thrown.problem(
              ExportProblem.NotPlain.class, () -> AwsCliFormat.of(format).text(assumed(secret)));
      assertEquals(format, problem.format());
    }
  }

  @Test
  void aProcessHasTheseCredentialsAndNoOthers() {
    var assumed =
        new Assumed(
            new SessionCredentials("AKIA", new Secret("s"), Optional.empty(), Optional.empty()),
            assumed("s").identity(),
            "eu-central-1",
            Assumed.Origin.GIVEN,
            false);
    assertEquals(
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIA",
            "AWS_SECRET_ACCESS_KEY", "s",
            "AWS_REGION", "eu-central-1",
            "AWS_DEFAULT_REGION", "eu-central-1",
            "OTHER", "stays"),
        Variables.environment(
            assumed,
            Map.of(
                "AWS_PROFILE", "p",
                "AWS_DEFAULT_PROFILE", "p",
                "AWS_SESSION_TOKEN", "old",
                "AWS_SECURITY_TOKEN", "old",
                "AWS_CREDENTIAL_EXPIRATION", "old",
                "OTHER", "stays")));
  }
}
