package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.problem.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryProfileTest {
  @TempDir private Path home;

  private Path credentials;
  private Path config;

  @BeforeEach
  void paths() throws IOException {
    credentials = home.resolve(".aws/credentials");
    config = home.resolve(".aws/config");
  }

  private TemporaryProfile profile(String name) {
    return new TemporaryProfile(name, TestHost.at(home, Map.of()));
  }

  @Test
  void whereNothingWasNothingIsLeft() throws IOException {
    TemporaryProfile profile = profile("default");
    profile.prepare();
    assertFalse(Files.exists(credentials));
    profile.write(Samples.role());

    String written = Files.readString(credentials);
    assertTrue(written.startsWith("[default]\n# Rolecall"), written);
    assertTrue(written.contains("aws_session_token = IQoJb3JpZ2luX2VjE+/==\n"), written);
    assertTrue(Files.readString(config).contains("region = eu-central-1\n"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));

    profile.close();
    try (Stream<Path> left = Files.list(credentials.getParent())) {
      assertEquals(
          List.of(".credentials.lock"), left.map(path -> path.getFileName().toString()).toList());
    }
  }

  @Test
  void whatWasThereIsThereAgainToTheLastByte() throws IOException {
    String mine = "# mine\n[other]\naws_access_key_id=AKIA";
    String settings = "[default]\noutput = json\n\n\n";
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, mine);
    Files.writeString(config, settings);

    TemporaryProfile profile = profile("default");
    profile.write(Samples.role());
    assertTrue(Files.readString(credentials).startsWith(mine + "\n"));
    assertEquals(settings, Files.readString(config));
    profile.close();

    assertEquals(mine, Files.readString(credentials));
    assertEquals(settings, Files.readString(config));
  }

  @Test
  void whatOthersHaveWrittenMeanwhileStays() throws IOException {
    TemporaryProfile profile = profile("staging");
    profile.prepare();
    profile.write(Samples.role());
    Files.writeString(
        credentials, "[first]\na = 1\n\n" + Files.readString(credentials) + "\n[last]\nb = 2\n");
    profile.close();

    assertEquals("[first]\na = 1\n\n[last]\nb = 2\n", Files.readString(credentials));
    assertFalse(Files.exists(config));
  }

  @Test
  void aProfileOfTheUserIsNotTouched() throws IOException {
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, "[default]\naws_access_key_id = AKIA\n");
    assertTaken(profile("default"), "did not create it");
    assertEquals("[default]\naws_access_key_id = AKIA\n", Files.readString(credentials));
  }

  @Test
  void aProfileThatSaysWhoInTheConfigFileWouldWin() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(config, "[profile staging]\nrole_arn = arn\nregion = x\n");
    assertTaken(profile("staging"), "its other credentials");
  }

  @Test
  void twoBuildsDoNotShareAProfile() throws IOException {
    TemporaryProfile first = profile("default");
    first.prepare();
    first.write(Samples.role());
    assertTaken(profile("default"), "another running build");

    first.close();
    TemporaryProfile second = profile("default");
    second.prepare();
    second.write(Samples.role());
    second.close();
    assertFalse(Files.exists(credentials));
  }

  @Test
  void whatAKilledBuildLeftBehindIsReplaced() throws IOException {
    TemporaryProfile killed = profile("default");
    killed.prepare();
    killed.write(Samples.role());
    String left = Files.readString(credentials);
    killed.close();
    Files.writeString(credentials, left);

    TemporaryProfile next = profile("default");
    next.prepare();
    next.write(Samples.role());
    assertEquals(left, Files.readString(credentials));
    next.close();
  }

  private static void assertTaken(TemporaryProfile profile, String whose) {
    for (Runnable act : List.<Runnable>of(profile::prepare, () -> profile.write(Samples.role()))) {
      var thrown = assertThrows(CredentialsException.class, act::run);
      assertEquals("profile-taken", thrown.problem().code());
      assertTrue(
          thrown.problem().what(io.github.rolecall.option.FrontEnd.MAVEN).contains(whose),
          thrown.problem().what(io.github.rolecall.option.FrontEnd.MAVEN));
    }
  }

  @Test
  void profilesThatSayWhoAreFound() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(credentials, "[keys]\naws_access_key_id = AKIA\n");
    Files.writeString(config, "[default]\nregion = x\n[profile sso]\nsso_session = y\n");
    Host host = TestHost.at(home, Map.of());
    assertEquals(
        Map.of("AWS_SHARED_CREDENTIALS_FILE", credentials.toString()),
        ProfileFile.sayingWho("keys", host));
    assertEquals(Map.of("AWS_CONFIG_FILE", config.toString()), ProfileFile.sayingWho("sso", host));
    assertTrue(ProfileFile.sayingWho("default", host).isEmpty());
    assertTrue(ProfileFile.sayingWho("none", host).isEmpty());
  }
}
