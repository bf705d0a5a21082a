package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.ProfileProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a plan takes from the AWS files: the Region and the STS endpoint. */
class ProfilePlanTest {
  @TempDir private Path home;

  private final Map<String, String> environment = new HashMap<>();
  private final Map<Input, String> written = new EnumMap<>(Input.class);

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    write(
        """
        [default]
        region = eu-central-1
        endpoint_url = http://127.0.0.1:1
        [profile dev]
        region = eu-west-3
        endpoint_url = http://127.0.0.1:2
        services = local
        [profile deaf]
        ignore_configured_endpoint_urls = true
        endpoint_url = http://127.0.0.1:2
        [services local]
        sts =
          endpoint_url = http://127.0.0.1:3
        """);
  }

  private void write(String config) throws IOException {
    Files.writeString(home.resolve(".aws/config"), config);
  }

  private Plan plan(FrontEnd frontEnd) {
    Host host = TestHost.at(home, environment);
    return new Planner(host, CiPlatform.detect(host))
        .plan(Inputs.of(frontEnd, written, environment))
        .get(0)
        .plan();
  }

  private Optional<String> endpoint() {
    return plan(FrontEnd.COMMAND).network().stsEndpoint().map(URI::toString);
  }

  @Test
  void theRegionIsThatOfTheProfile() {
    assertEquals("eu-central-1", plan(FrontEnd.COMMAND).region());
    environment.put("AWS_DEFAULT_PROFILE", "dev");
    assertEquals("eu-west-3", plan(FrontEnd.MAVEN).region());
    assertEquals(new Source.Profile("dev"), plan(FrontEnd.COMMAND).source());
    environment.put("AWS_PROFILE", "default");
    assertEquals("eu-central-1", plan(FrontEnd.COMMAND).region());
    written.put(Input.SOURCE_PROFILE, "dev");
    assertEquals("eu-west-3", plan(FrontEnd.COMMAND).region());
    environment.put("AWS_REGION", "us-east-2");
    assertEquals("us-east-2", plan(FrontEnd.COMMAND).region());
  }

  @Test
  void theActionHasNoSuchStandIn() {
    Thrown.problem(InputProblem.Missing.class, () -> plan(FrontEnd.ACTION));
    written.put(Input.AWS_REGION, "eu-west-1");
    environment.put("AWS_DEFAULT_PROFILE", "dev");
    assertEquals(Source.Ambient.class, plan(FrontEnd.ACTION).source().getClass());
  }

  @Test
  void aRegionThatIsNoneSaysWhereItStands() throws IOException {
    write("[default]\nregion = nowhere!\n");
    var problem = Thrown.problem(InputProblem.Invalid.class, () -> plan(FrontEnd.COMMAND));
    assertEquals("region of the profile default", problem.name());
  }

  @Test
  void stsIsWhereTheProfileSaysByTheOrderOfTheCli() {
    assertEquals(Optional.of("http://127.0.0.1:1"), endpoint());
    environment.put("AWS_PROFILE", "dev");
    assertEquals(Optional.of("http://127.0.0.1:3"), endpoint());
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:4");
    assertEquals(Optional.of("http://127.0.0.1:4"), endpoint());
    environment.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:5");
    assertEquals(Optional.of("http://127.0.0.1:5"), endpoint());
    written.put(Input.STS_ENDPOINT, "http://127.0.0.1:6");
    assertEquals(Optional.of("http://127.0.0.1:6"), endpoint());
  }

  @Test
  void endpointsCanBeIgnored() {
    environment.put("AWS_PROFILE", "deaf");
    environment.put("AWS_REGION", "us-east-1");
    assertEquals(Optional.empty(), endpoint());
  }

  @Test
  void keysOfTheEnvironmentDoNotNeedTheFiles() throws IOException {
    write("broken\n");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIA");
    environment.put("AWS_SECRET_ACCESS_KEY", "s");
    assertEquals(Optional.empty(), endpoint());
    environment.remove("AWS_REGION");
    var problem = Thrown.problem(ProfileProblem.FileSyntax.class, () -> plan(FrontEnd.COMMAND));
    assertEquals(1, problem.line());
  }
}
