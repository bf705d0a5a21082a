package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rolecall codeartifact-token} in a GitHub job that assumes a role. */
class CodeArtifactTokenTest {
  private static final String CALL = "codeartifact:GetAuthorizationToken";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(String... more) {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "codeartifact-token",
                    "--role-to-assume=" + ROLE,
                    "--aws-region=eu-central-1",
                    "--retry-max-attempts=2"),
                Stream.of(more))
            .toArray(String[]::new);
    int exit = Main.run(arguments, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Call call() {
    List<Call> calls = aws.calls(CALL);
    return calls.get(calls.size() - 1);
  }

  @Test
  void theDomainIsRequired() {
    Ran ran = run();
    assertEquals(2, ran.exit(), ran::err);
    assertTrue(ran.err().contains("--domain"), ran::err);
    assertEquals(List.of(), aws.calls(), "there are no calls");
  }

  private String issued() {
    List<String> tokens = aws.secrets().stream().filter(s -> s.startsWith("eyJ2ZXIiO")).toList();
    return tokens.get(tokens.size() - 1);
  }

  @Test
  void theTokenIsPrintedAndMasked() {
    Ran ran = run("--domain=acme");
    assertEquals(0, ran.exit(), ran::err);
    assertEquals(issued() + "\n", ran.out());
    assertTrue(ran.err().contains("::add-mask::" + issued()), ran::err);
    assertFalse(ran.err().replace("::add-mask::" + issued(), "").contains(issued()), ran::err);
    assertTrue(
        ran.err().contains("arn:aws:codeartifact:eu-central-1:111122223333:domain/acme"), ran::err);
    assertEquals(Map.of("domain", "acme", "domain-owner", "111122223333"), call().parameters());
    assertEquals(Optional.of("eu-central-1"), call().signingRegion());
    assertTrue(call().signedBy().orElse("").startsWith("ASIA"), "signed by the role");
  }

  @Test
  void theOwnerAndTheDurationAreSent() {
    Ran ran = run("--domain=acme", "--domain-owner=444455556666", "--token-duration-seconds=900");
    assertEquals(0, ran.exit(), ran::err);
    assertEquals(
        Map.of("domain", "acme", "domain-owner", "444455556666", "duration", "900"),
        call().parameters());
  }

  @Test
  void otherFormatsHaveTheSameToken() {
    Ran json = run("--domain=acme", "--format=json");
    assertTrue(
        json.out().startsWith("{\"authorizationToken\":\"" + issued() + "\",\"expiration\":\"2"),
        json::out);
    Ran shell = run("--domain=acme", "--format=shell");
    assertEquals("export CODEARTIFACT_AUTH_TOKEN='" + issued() + "'\n", shell.out());
    Ran fish = run("--domain=acme", "--format=shell", "--shell=fish");
    assertEquals("set -gx CODEARTIFACT_AUTH_TOKEN '" + issued() + "'\n", fish.out());
  }

  @Test
  void aRefusalNamesThePermissions() {
    Ran denied = run("--domain=denied-one", "--format=shell");
    assertEquals(1, denied.exit());
    assertEquals("false\n", denied.out());
    for (String part :
        List.of(
            "(codeartifact-denied)",
            "codeartifact:GetAuthorizationToken",
            "sts:GetServiceBearerToken",
            "assumed-role/Deploy/")) {
      assertTrue(denied.err().contains(part), part + " in " + denied.err());
    }
    assertEquals(1, aws.calls(CALL).size(), "a denied call is not repeated");
  }

  @Test
  void aMissingDomainIsNamed() {
    Ran missing = run("--domain=missing-one");
    assertEquals(1, missing.exit());
    assertEquals("", missing.out());
    assertTrue(missing.err().contains("(codeartifact-domain-not-found)"), missing::err);
    assertTrue(missing.err().contains("111122223333:domain/missing-one"), missing::err);
  }

  @Test
  void aServerErrorIsRepeated() {
    aws.fault(CALL, Fault.error(500, "InternalServerException", "try again"));
    Ran ran = run("--domain=acme");
    assertEquals(0, ran.exit(), ran::err);
    assertEquals(2, aws.calls(CALL).size());
  }

  @ParameterizedTest
  @CsvSource({
    "--domain=Acme, --domain",
    "--domain=a, --domain",
    "--domain-owner=1111, --domain-owner",
    "--token-duration-seconds=60, --token-duration-seconds",
    "--token-duration-seconds=43201, --token-duration-seconds",
    "--format=xml, --format",
    "--shell=fish, --shell",
    "--domain=, --domain"
  })
  void aWrongOptionIsNamed(String option, String name) {
    boolean domain = option.startsWith("--domain=");
    Ran ran = domain ? run(option) : run("--domain=acme", option);
    assertEquals(2, ran.exit(), ran::err);
    assertTrue(ran.err().contains(name), ran::err);
    assertEquals(List.of(), aws.calls(), "there are no calls");
  }
}
