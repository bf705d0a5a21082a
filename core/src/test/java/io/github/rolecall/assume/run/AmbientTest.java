package io.github.rolecall.assume.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.aws.credentials.AmbientCredentials;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.SessionCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests profiles and the default sources of AWS tools: the first configured source is used. */
class AmbientTest {
  private static final IdentityProblem.NoCredentials NOTHING =
      new IdentityProblem.NoCredentials(List.of(), Remedy.all("log in"));

  @TempDir private Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void noInstance() throws IOException {
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    Files.createDirectory(home.resolve(".aws"));
  }

  private AmbientCredentials ambient() {
    Network network = Networks.at(URI.create("http://127.0.0.1:1"));
    return new AmbientCredentials(
        TestHost.at(home, environment),
        new RecordingConsole(),
        network,
        Networks.ONCE,
        new Sts("us-east-1", network, Networks.http()),
        "session");
  }

  private SessionCredentials defaults() {
    return ambient().ofDefaults(new Source.Ambient(NOTHING));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(home.resolve(".aws").resolve(file), text);
  }

  @Test
  void aProfileIsReadFromBothFiles() throws IOException {
    write("credentials", "[a]\naws_access_key_id = AKIA1\naws_secret_access_key = s1\n");
    write(
        "config",
        "[profile b]\naws_access_key_id=AKIA2\naws_secret_access_key=s2\naws_session_token=t2\n");
    assertEquals(
        new SessionCredentials("AKIA1", new Secret("s1"), Optional.empty(), Optional.empty()),
        ambient().ofProfile("a"));
    assertEquals(Optional.of(new Secret("t2")), ambient().ofProfile("b").sessionToken());
  }

  @Test
  void aProfileThatIsNotThereIsNamed() throws IOException {
    write("credentials", "[a]\naws_access_key_id = AKIA1\naws_secret_access_key = s1\n");
    var problem = Thrown.problem(ProfileProblem.NoProfile.class, () -> ambient().ofProfile("aa"));
    assertEquals("aa", problem.profile());
    assertEquals(List.of("a"), problem.nearest());
  }

  @Test
  void aProfileWithHalfAKeyFailsAndNoOtherIsTried() throws IOException {
    write("credentials", "[default]\naws_access_key_id = AKIA1\n");
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/");
    var problem = Thrown.problem(ProfileProblem.Unusable.class, this::defaults);
    assertEquals("default", problem.profile());
  }

  @Test
  void theReasonShowsNoSecret() throws IOException {
    write(
        "credentials",
        """
        [a]
        aws_secret_access_key = geheim
        aws_session_token = auch
        source_profile = a
        role_arn = arn:aws:iam::111122223333:role/x
        """);
    var problem = Thrown.problem(ProfileProblem.Unusable.class, () -> ambient().ofProfile("a"));
    assertFalse(problem.message(FrontEnd.COMMAND).contains("geheim"), problem.reason());
  }

  @Test
  void theDefaultProfileComesFirst() throws IOException {
    write("credentials", "[default]\naws_access_key_id = AKIA1\naws_secret_access_key = s1\n");
    assertEquals("AKIA1", defaults().accessKeyId());
  }

  @Test
  void aDefaultProfileWithNothingButARegionIsNone() throws IOException {
    write("config", "[default]\nregion = eu-central-1\n");
    assertEquals(NOTHING, Thrown.problem(IdentityProblem.NoCredentials.class, this::defaults));
  }

  @Test
  void nothingConfiguredIsTheProblemOfThePlan() {
    assertEquals(NOTHING, Thrown.problem(IdentityProblem.NoCredentials.class, this::defaults));
  }

  @Test
  void theEnvironmentNamesTheFiles() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("mine"), "[a]\naws_access_key_id=AKIA3\naws_secret_access_key=s\n");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    assertEquals("AKIA3", ambient().ofProfile("a").accessKeyId());
  }
}
