package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileExporterTest {
  @TempDir private Path home;

  private Path credentials;
  private Path config;

  @BeforeEach
  void paths() {
    credentials = home.resolve(".aws/credentials");
    config = home.resolve(".aws/config");
  }

  private Exporter exporter(String name, boolean overwrite, Map<String, String> environment) {
    return new ProfileExporter(
        new ExportTargets.Profile(name, overwrite), TestHost.at(home, environment));
  }

  private String export(String name, boolean overwrite, Assumed assumed) {
    return exporter(name, overwrite, Map.of()).prepare(assumed).commit();
  }

  @Test
  void aProfileIsWrittenToBothFiles() throws IOException {
    String where = export("ci", false, Samples.role());
    assertEquals(
        """
        [ci]
        aws_access_key_id = ASIAEXAMPLE
        aws_secret_access_key = wJalr/XUtn+FEMI=
        aws_session_token = IQoJb3JpZ2luX2VjE+/==
        """,
        Files.readString(credentials));
    assertEquals("[profile ci]\nregion = eu-central-1\n", Files.readString(config));
    assertEquals("the profile ci in " + credentials, where);
    for (Path file : List.of(credentials, config)) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void theDefaultProfileHasTheSameNameInBothFiles() throws IOException {
    export("default", false, Samples.role());
    assertTrue(Files.readString(config).startsWith("[default]\n"));
    assertTrue(Files.readString(credentials).startsWith("[default]\n"));
  }

  @Test
  void longTermKeysHaveNoSessionToken() throws IOException {
    export("ci", false, Samples.assumed("s", Optional.empty(), Assumed.Origin.GIVEN));
    assertFalse(Files.readString(credentials).contains("aws_session_token"));
  }

  @Test
  void otherProfilesStay() throws IOException {
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, "# mine\n[other]\naws_access_key_id=AKIA\n");
    Files.writeString(config, "[profile other]\nregion=x\n");
    export("ci", false, Samples.role());
    assertTrue(
        Files.readString(credentials)
            .startsWith("# mine\n[other]\naws_access_key_id=AKIA\n\n[ci]"));
    assertTrue(Files.readString(config).startsWith("[profile other]\nregion=x\n\n[profile ci]\n"));
  }

  @Test
  void anExistingProfileIsNotReplacedUnasked() throws IOException {
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, "[ci]\naws_access_key_id=AKIA\n");
    var problem =
        Thrown.problem(
            ExportProblem.ProfileExists.class, () -> export("ci", false, Samples.role()));
    assertEquals(credentials.toString(), problem.file());
    assertEquals("[ci]\naws_access_key_id=AKIA\n", Files.readString(credentials));
    assertFalse(Files.exists(config));
  }

  @Test
  void aProfileThatIsOnlyInTheConfigFileExistsToo() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(config, "[profile  ci]\nrole_arn=x\n");
    var problem =
        Thrown.problem(
            ExportProblem.ProfileExists.class, () -> export("ci", false, Samples.role()));
    assertEquals(config.toString(), problem.file());
    assertFalse(Files.exists(credentials));
  }

  @Test
  void aReplacedProfileKeepsNothingThatWouldGoBeforeTheNewKeys() throws IOException {
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, "[ci]\naws_session_token=old\n");
    Files.writeString(config, "[profile ci]\nrole_arn=x\nsource_profile=y\n");
    export("ci", true, Samples.assumed("s", Optional.empty(), Assumed.Origin.GIVEN));
    assertEquals("[profile ci]\nregion = eu-central-1\n", Files.readString(config));
    assertEquals(
        "[ci]\naws_access_key_id = ASIAEXAMPLE\naws_secret_access_key = s\n",
        Files.readString(credentials));
  }

  @Test
  void theEnvironmentNamesTheFiles() throws IOException {
    Path other = home.resolve("other");
    var environment =
        Map.of(
            "AWS_SHARED_CREDENTIALS_FILE", other.resolve("c").toString(),
            "AWS_CONFIG_FILE", other.resolve("g").toString());
    exporter("ci", false, environment).prepare(Samples.role()).commit();
    assertTrue(Files.readString(other.resolve("c")).contains("ASIAEXAMPLE"));
    assertTrue(Files.readString(other.resolve("g")).contains("eu-central-1"));
    assertFalse(Files.exists(credentials));
  }

  @Test
  void nothingIsWrittenBeforeEveryExporterIsReady() {
    Exporter failing =
        assumed -> {
          throw new IllegalStateException("cannot");
        };
    var exporters = List.of(exporter("ci", false, Map.of()), failing);
    assertThrows(
        IllegalStateException.class,
        () ->
            Exporter.exportAll(
                List.of(new Exporter.HandedOver(Samples.role(), exporters)),
                new RecordingConsole()));
    assertFalse(Files.exists(credentials));
    assertFalse(Files.exists(config));
  }

  @Test
  void aLineBreakInATokenBecomesNoKeyOfTheProfile() throws IOException {
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, "[x]\nk = v\n");
    Assumed broken =
        Samples.assumed(
            Samples.SECRET,
            Optional.of("token\ncredential_process = touch owned"),
            Assumed.Origin.ROLE);
    Thrown.problem(ExportProblem.NotPlain.class, () -> export("ci", false, broken));
    assertEquals("[x]\nk = v\n", Files.readString(credentials));
    assertFalse(Files.exists(config), "the other file");
    var temporary = new TemporaryProfile("ci", TestHost.at(home, Map.of()), Set.of());
    Thrown.problem(ExportProblem.NotPlain.class, () -> temporary.write(broken));
    assertEquals("[x]\nk = v\n", Files.readString(credentials));
  }
}
