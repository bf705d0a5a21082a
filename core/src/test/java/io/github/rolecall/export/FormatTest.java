package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.config.ConfigFile;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.UnverifiedCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final Assumed LONG_TERM =
      Samples.assumed(Samples.SECRET, Optional.empty(), Assumed.Origin.GIVEN);

  @Test
  void credentialProcessIsTheJsonThatSdksRead() {
    JsonValue json = JsonReader.object(AwsCliFormat.JSON.text(Samples.role())).orElseThrow();
    assertEquals(
        List.of(
            "Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", "AccountId"),
        List.copyOf(json.members().keySet()));
    assertTrue(json.path("Version").isWholeNumber(), "SDKs reject a text here");
    assertEquals("1", json.path("Version").text());
    assertEquals(Samples.SECRET, json.path("SecretAccessKey").text());
    assertEquals(Samples.TOKEN, json.path("SessionToken").text());
    assertEquals("2026-11-21T13:00:00Z", json.path("Expiration").text());
    assertEquals("111122223333", json.path("AccountId").text());
    assertEquals(1, AwsCliFormat.JSON.text(Samples.role()).lines().count());
  }

  @Test
  void longTermKeysHaveNeitherTokenNorExpiry() {
    JsonValue json = JsonReader.object(AwsCliFormat.JSON.text(LONG_TERM)).orElseThrow();
    assertEquals(
        List.of("Version", "AccessKeyId", "SecretAccessKey", "AccountId"),
        List.copyOf(json.members().keySet()));
  }

  @Test
  void anEscEnvironmentMarksItsSecrets() {
    assertEquals(
        """
        # The session ends at 2026-11-21T13:00:00Z.
        values:
          aws:
            login:
              fn::open::aws-login:
                static:
                  accessKeyId: "ASIAEXAMPLE"
                  secretAccessKey:
                    fn::secret: "wJalr/XUtn+FEMI="
                  sessionToken:
                    fn::secret: "IQoJb3JpZ2luX2VjE+/=="
          environmentVariables:
            AWS_ACCESS_KEY_ID: ${aws.login.accessKeyId}
            AWS_SECRET_ACCESS_KEY: ${aws.login.secretAccessKey}
            AWS_SESSION_TOKEN: ${aws.login.sessionToken}
            AWS_REGION: "eu-central-1"
          pulumiConfig:
            aws:region: "eu-central-1"
        """,
        AwsCliFormat.PULUMI.text(Samples.role()));
    String longTerm = AwsCliFormat.PULUMI.text(LONG_TERM);
    assertFalse(longTerm.toLowerCase(Locale.ROOT).contains("session"), longTerm);
  }

  @Test
  void anEscEnvironmentIsReadBackAsAFileOfSettings(@TempDir Path folder) throws IOException {
    String secret = "a\"b\\c ${x} $${y} d: #e";
    Path file = folder.resolve("esc.yaml");
    Files.writeString(
        file,
        AwsCliFormat.PULUMI.text(
            Samples.assumed(secret, Optional.of(Samples.TOKEN), Assumed.Origin.ROLE)));
    Inputs read =
        ConfigFile.read(
            Inputs.of(FrontEnd.COMMAND, Map.of(Input.CONFIG, file.toString()), Map.of()),
            TestHost.of(Map.of()));
    assertEquals(secret, read.required(Input.AWS_SECRET_ACCESS_KEY));
    assertEquals(Samples.TOKEN, read.required(Input.AWS_SESSION_TOKEN));
    assertEquals("eu-central-1", read.required(Input.AWS_REGION));
  }

  @Test
  void dotenvHasNothingThatGitLabRefuses() {
    String text = Format.dotenv(Samples.role(), Samples.exportTargets());
    assertEquals(
        """
        AWS_DEFAULT_REGION=eu-central-1
        AWS_REGION=eu-central-1
        AWS_ACCESS_KEY_ID=ASIAEXAMPLE
        AWS_SECRET_ACCESS_KEY=wJalr/XUtn+FEMI=
        AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjE+/==
        """,
        text);
    assertTrue(text.lines().allMatch(line -> line.matches("[A-Za-z0-9_]+=\\S+")), text);
    assertTrue(
        Format.dotenv(LONG_TERM, Samples.exportTargets(true, Optional.empty()))
            .lines()
            .noneMatch(line -> line.matches("\\w+=")));
  }

  @Test
  void shellStatementsRemoveATokenThatDoesNotBelongToTheKeys() {
    String text =
        Format.shell(
            LONG_TERM, Samples.exportTargets(), Map.of("AWS_SESSION_TOKEN", "old"), Shell.SH);
    assertTrue(text.endsWith("unset AWS_SESSION_TOKEN\n"), text);
  }

  @Test
  void laterStepsGetBothNamesOfTheRegionAndTheKeys() {
    assertEquals(
        "{AWS_DEFAULT_REGION=eu-central-1, AWS_REGION=eu-central-1, AWS_ACCESS_KEY_ID=ASIAEXAMPLE,"
            + " AWS_SECRET_ACCESS_KEY=wJalr/XUtn+FEMI=, AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjE+/==}",
        Variables.forLaterSteps(Samples.role(), Samples.exportTargets(), Map.of()).toString());
  }

  @ParameterizedTest
  @CsvSource({"AMBIENT", "KEPT"})
  void laterStepsDoNotGetWhatTheyHaveAnyway(Assumed.Origin origin) {
    Assumed there = Samples.assumed(Samples.SECRET, Optional.empty(), origin);
    assertEquals(
        "{AWS_DEFAULT_REGION=eu-central-1, AWS_REGION=eu-central-1}",
        Variables.forLaterSteps(there, Samples.exportTargets(), Map.of("AWS_SESSION_TOKEN", "x"))
            .toString());
  }

  @Test
  void aProfileIsNamedToLaterSteps() {
    assertEquals(
        "ci",
        Variables.forLaterSteps(
                Samples.role(), Samples.exportTargets(false, Optional.of("ci")), Map.of())
            .get("AWS_PROFILE"));
  }

  @Test
  void unsettingBlanksWhatTheNewKeysDoNotReplace() {
    Map<String, String> variables =
        Variables.forLaterSteps(LONG_TERM, Samples.exportTargets(true, Optional.empty()), Map.of());
    assertEquals("", variables.get("AWS_SESSION_TOKEN"));
    assertEquals("ASIAEXAMPLE", variables.get("AWS_ACCESS_KEY_ID"));
  }

  @ParameterizedTest
  @CsvSource({"old, true", "'', false"})
  void aTokenOfOtherKeysIsBlankedWhereThereIsOne(String before, boolean blanked) {
    Map<String, String> variables =
        Variables.forLaterSteps(
            LONG_TERM, Samples.exportTargets(), Map.of("AWS_SESSION_TOKEN", before));
    assertEquals(blanked, "".equals(variables.get("AWS_SESSION_TOKEN")), variables.toString());
  }

  @Test
  void blankTakesEverythingAway() {
    assertEquals(
        "{AWS_ACCESS_KEY_ID=, AWS_SECRET_ACCESS_KEY=, AWS_SESSION_TOKEN=, AWS_DEFAULT_REGION=,"
            + " AWS_REGION=}",
        Variables.blank(false, "").toString());
    assertEquals("", Variables.blank(true, "").get("AWS_PROFILE"));
  }

  @Test
  void theEnvFileIsAShellScriptThatOnlyItsOwnerReads(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tmp/rolecall.env");
    var exporter = new EnvFileExporter(file, Samples.exportTargets(), Map.of());
    Exporter.Prepared prepared = exporter.prepare(Samples.role());
    assertEquals(false, Files.exists(file));
    assertEquals(
        "the file " + file + "; to use it in later commands of this job: . " + file,
        prepared.commit());
    assertEquals(
        Format.shell(Samples.role(), Samples.exportTargets(), Map.of(), Shell.SH),
        Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t\nAWS_REGION=x", "t\rX=y", "t\u0085X=y", "t\u2028X=y", "t\u0000"})
  void dotenvRefusesWhatWouldBecomeAnotherLine(String token) {
    Assumed broken = Samples.assumed(Samples.SECRET, Optional.of(token), Assumed.Origin.ROLE);
    var problem =
        Thrown.problem(
            ExportProblem.NotPlain.class, () -> Format.dotenv(broken, Samples.exportTargets()));
    assertEquals("dotenv", problem.format());
  }

  @ParameterizedTest
  @CsvSource({"'', token", "' ', token", "secret, ''", "secret, ' '"})
  void nothingWithABlankPartCanBeExported(String secret, String token) {
    assertThrows(
        IllegalArgumentException.class,
        () -> Samples.assumed(secret, Optional.of(token), Assumed.Origin.ROLE));
    var blankId =
        new SessionCredentials(" ", new Secret("secret"), Optional.empty(), Optional.empty());
    assertThrows(
        IllegalArgumentException.class, () -> new UnverifiedCredentials(blankId, "us-east-1"));
  }
}
