package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    return profile(name, Set.of());
  }

  private TemporaryProfile profile(String name, Set<Long> outerBuilds) {
    return new TemporaryProfile(name, TestHost.at(home, Map.of()), outerBuilds);
  }

  @Test
  void whereNothingWasNothingIsLeft() throws IOException {
    TemporaryProfile profile = profile("default");
    profile.prepare(Samples.role());
    assertFalse(Files.exists(credentials));
    profile.write(Samples.role());

    String written = Files.readString(credentials);
    assertTrue(written.startsWith("[default]\n# Rolecall"), written);
    assertTrue(written.contains("aws_session_token = IQoJb3JpZ2luX2VjE+/==\n"), written);
    assertTrue(Files.readString(config).contains("region = eu-central-1\n"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));

    profile.close();
    assertFalse(Files.exists(credentials.getParent()));
  }

  @Test
  void aFolderThatWasThereOrThatOthersUseStays() throws IOException {
    Files.createDirectories(credentials.getParent());
    TemporaryProfile first = profile("default");
    first.prepare(Samples.role());
    first.write(Samples.role());
    first.close();
    assertEquals(List.of(), left());
    Files.delete(credentials.getParent());

    TemporaryProfile second = profile("default");
    second.prepare(Samples.role());
    second.write(Samples.role());
    Files.createDirectory(credentials.resolveSibling("sso"));
    second.close();
    assertEquals(List.of("sso"), left());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> left = Files.list(credentials.getParent())) {
      return left.map(path -> path.getFileName().toString()).toList();
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
    profile.prepare(Samples.role());
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
    first.prepare(Samples.role());
    first.write(Samples.role());
    assertTaken(profile("default"), "another running build");

    first.close();
    TemporaryProfile second = profile("default");
    second.prepare(Samples.role());
    second.write(Samples.role());
    second.close();
    assertFalse(Files.exists(credentials));
  }

  /** Leaves both files with a profile, as a killed build does. */
  private void killed(String name, Assumed assumed) throws IOException {
    TemporaryProfile killed = profile(name);
    killed.prepare(assumed);
    killed.write(assumed);
    List<String> left = List.of(Files.readString(credentials), Files.readString(config));
    killed.close();
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, left.get(0));
    Files.writeString(config, left.get(1));
    Files.createFile(credentials.resolveSibling(".credentials.lock"));
    Files.createFile(credentials.resolveSibling(".credentials." + name + ".owner"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "staging"})
  void whatAKilledBuildLeftBehindIsGone(String next) throws IOException {
    killed("default", in("dead", "us-east-1"));

    TemporaryProfile profile = profile(next);
    profile.prepare(Samples.role());
    profile.write(Samples.role());
    assertFalse(Files.readString(credentials).contains("dead"), Files.readString(credentials));
    assertFalse(Files.readString(config).contains("us-east-1"), Files.readString(config));
    assertTrue(Files.readString(config).contains("eu-central-1"), Files.readString(config));
    profile.close();

    assertFalse(Files.exists(credentials.getParent()), "nothing was there before");
  }

  @Test
  void whatTheUserHadBesideItStays() throws IOException {
    String mine = "[mine]\naws_access_key_id = AKIA\n";
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, mine);
    Files.writeString(config, "[default]\noutput = json\n");
    killed("staging", in("dead", "us-east-1"));

    TemporaryProfile profile = profile("staging");
    profile.prepare(Samples.role());
    profile.write(Samples.role());
    profile.close();

    assertEquals(mine, Files.readString(credentials));
    assertEquals("[default]\noutput = json\n", Files.readString(config));
    assertEquals(Set.of("credentials", "config"), Set.copyOf(left()));
  }

  @Test
  void theProfileOfARunningBuildStays() throws IOException {
    TemporaryProfile running = profile("default");
    running.prepare(Samples.role());
    running.write(Samples.role());
    String before = Files.readString(credentials);

    TemporaryProfile other = profile("staging");
    other.prepare(Samples.role());
    other.write(Samples.role());
    other.close();
    assertEquals(before, Files.readString(credentials));
    running.close();
  }

  @Test
  void anInnerBuildUsesTheProfileOfTheOuterOneForTheSameRole() throws IOException {
    TemporaryProfile outer = profile("default");
    outer.prepare(Samples.role());
    outer.write(Samples.role());
    String before = Files.readString(credentials);

    // All builds of this test run in this process.
    Set<Long> outerBuilds = Set.of(ProcessHandle.current().pid());
    TemporaryProfile inner = profile("default", outerBuilds);
    Assumed own = in("inner", "eu-central-1");
    inner.prepare(own);
    inner.write(own);
    inner.close();
    assertEquals(before, Files.readString(credentials));
    assertTaken(profile("default", Set.of(1L)), "another running build");

    Assumed other = other(own);
    TemporaryProfile ofAnotherRole = profile("default", outerBuilds);
    assertThrows(CredentialsException.class, () -> ofAnotherRole.prepare(other));
    outer.close();
    assertFalse(Files.exists(credentials));
  }

  private static Assumed in(String secret, String region) {
    Assumed role = Samples.assumed(secret, Optional.of("token"), Assumed.Origin.ROLE);
    var session =
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Deploy/" + secret, "AROA:x");
    return new Assumed(role.credentials(), session, region, role.origin(), false);
  }

  private static Assumed other(Assumed role) {
    var identity =
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Other/ci", "AROB:ci");
    return new Assumed(role.credentials(), identity, role.region(), role.origin(), false);
  }

  private static void assertTaken(TemporaryProfile profile, String whose) {
    for (Runnable act :
        List.<Runnable>of(
            () -> profile.prepare(Samples.role()), () -> profile.write(Samples.role()))) {
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
