package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.http.Http;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the output of Maven with {@code -X} when servers repeat secrets of the request: the log,
 * the message of the failed goal, and causes.
 */
@MojoTest
class EchoedInMavenTest {
  private static final String DEPLOY = "src/test/projects/deploy/pom.xml";
  private static final String BEARER = "opaque/bearer+of-the_job.that=authorizes?requests&more";
  private static final String HARMLESS = "harmless-4711";
  private static final int PIECE = 12;

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);

  @Provides
  MavenContext build() {
    return world.build();
  }

  @Provides
  Log log() {
    return world.log;
  }

  @BeforeEach
  void withDebugMessages() {
    world.log.debugging = true;
    world.environment.put("DISABLE_RETRY", "true");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    return List.of(
        secret,
        "Bearer " + secret,
        "--key=" + secret,
        secret.substring(0, secret.length() * 2 / 3),
        URLEncoder.encode(secret, UTF_8),
        secret.replace("/", "\\/"),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        Base64.getEncoder().encodeToString(("{\"a\":\"" + secret + "\"}").getBytes(UTF_8)));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void theTokenEndpoint(AssumeMojo mojo) throws Exception {
    world.environment.putAll(aws.gitHubJob().environment());
    world.environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", BEARER);
    world.environment.put(
        "GITHUB_ENV", Files.writeString(folder.resolve("github-env"), "").toString());
    for (String form : forms(BEARER)) {
      world.http =
          asked -> new Http.Answer(403, "text/plain", HARMLESS + " " + form + " " + HARMLESS);
      fails(mojo, BEARER, form);
    }
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "webIdentityTokenEnv", value = "MINE")
  void stsWithATokenOfAVariable(AssumeMojo mojo) {
    Map<String, String> job = aws.gitLabJob().environment();
    world.environment.putAll(job);
    String token = String.valueOf(world.environment.remove("AWS_ID_TOKEN"));
    world.environment.put("MINE", token);
    for (String form : forms(token)) {
      aws.fault(
          "AssumeRoleWithWebIdentity",
          Fault.error(403, "AccessDenied", HARMLESS + " " + form + " " + HARMLESS));
      fails(mojo, token, form);
    }
  }

  private void fails(AssumeMojo mojo, String secret, String form) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(HARMLESS), message);
    assertFalse(failure.getCause() != null, "Maven prints causes");
    String output = message + "\n" + world.log;
    for (String hidden : List.of(secret, form.replaceFirst("^(Bearer |--key=)", ""))) {
      for (int at = 0; at + PIECE <= hidden.length(); at++) {
        String part = hidden.substring(at, at + PIECE);
        assertFalse(output.contains(part), () -> part + " in " + output);
      }
    }
  }
}
