package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which sources of credentials the command of {@code rolecall exec} still sees. */
class ExecEnvironmentTest {
  private static final String ID = "AKIAIOSFODNN7ROLECAL";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";
  private static final String ROLE = "--role-to-assume=arn:aws:iam::111122223333:role/Deploy";
  private static final String HUB = "--role-to-assume=arn:aws:iam::111122223333:role/Hub";
  private static final World WITH_USER =
      World.parse(
          """
          {"roles": [
            {"arn": "arn:aws:iam::111122223333:role/Hub", "trust": {"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                "Action": ["sts:AssumeRole", "sts:TagSession"]}]}}],
           "users": [{"arn": "arn:aws:iam::111122223333:user/ci", "accessKeyId": "%s",
             "secretAccessKey": "%s"}]}
          """
              .formatted(ID, SECRET));

  @TempDir Path folder;
  private FakeAws aws = FakeAws.start();
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void stop() {
    aws.close();
  }

  private void gitLab() {
    environment.putAll(aws.gitLabJob().environment());
  }

  private void user() {
    aws.close();
    aws = FakeAws.start(WITH_USER);
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  /** Returns the environment of the command. */
  private Map<String, String> child(String... arguments) throws IOException {
    Path file = folder.resolve("seen");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("PATH", System.getenv("PATH"));
    environment.put("SEEN", file.toString());
    var words = new ArrayList<>(List.of("exec"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--", "sh", "-c", "env -0 > \"$SEEN\""));
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    int exit =
        Main.run(
            words.toArray(String[]::new), TestHost.of(environment, folder, folder, stream), stream);
    assertEquals(0, exit, output.toString(UTF_8));
    var seen = new HashMap<String, String>();
    for (String entry : Files.readString(file).split("\0", -1)) {
      String[] parts = entry.split("=", 2);
      seen.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        "AWS_ID_TOKEN",
        "SYSTEM_ACCESSTOKEN",
        "SYSTEM_OIDCREQUESTURI",
        "BITBUCKET_STEP_OIDC_TOKEN",
        "CIRCLE_OIDC_TOKEN",
        "CIRCLE_OIDC_TOKEN_V2",
        "BUILDKITE_AGENT_ACCESS_TOKEN",
        "SEMAPHORE_OIDC_TOKEN",
        "CF_OIDC_REQUEST_TOKEN",
        "CF_OIDC_REQUEST_URL",
        "TFC_WORKLOAD_IDENTITY_TOKEN",
        "TFC_WORKLOAD_IDENTITY_TOKEN_PROD",
        "SPACELIFT_OIDC_TOKEN",
        "PULUMI_OIDC_TOKEN",
        "VERCEL_OIDC_TOKEN"
      })
  void theTokensOfTheJobAreKeptFromItUnlessTheUserSaysOtherwise(String name) throws IOException {
    gitLab();
    environment.putIfAbsent(name, "of-the-job");
    environment.put("CIRCLE_JOB", "stays");
    Map<String, String> child = child(ROLE);
    assertFalse(child.containsKey(name), name);
    assertEquals("stays", child.get("CIRCLE_JOB"));
    assertTrue(child.get("AWS_ACCESS_KEY_ID").startsWith("ASIA"));
    assertEquals(environment.get(name), child(ROLE, "--pass-job-tokens").get(name));
  }

  @Test
  void aTokenInAVariableThatTheUserNamedIsOneOfTheJob() throws IOException {
    gitLab();
    environment.put("MY_JWT", String.valueOf(environment.remove("AWS_ID_TOKEN")));
    assertFalse(child(ROLE, "--token-env=MY_JWT").containsKey("MY_JWT"));
    assertTrue(child(ROLE, "--token-env=MY_JWT", "--pass-job-tokens").containsKey("MY_JWT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--pass-job-tokens"})
  void keysThatARoleIsAssumedWithAreKeptFromIt(String more) throws IOException {
    user();
    environment.put("ONE", ID);
    environment.put("TWO", SECRET);
    var words =
        new ArrayList<>(List.of(HUB, "--access-key-id-env=ONE", "--secret-access-key-env=TWO"));
    if (!more.isEmpty()) {
      words.add(more);
    }
    Map<String, String> child = child(words.toArray(String[]::new));
    assertFalse(child.containsKey("ONE"));
    assertFalse(child.containsKey("TWO"));
    assertFalse(child.containsValue(SECRET));
    assertTrue(child.get("AWS_ACCESS_KEY_ID").startsWith("ASIA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "STAGING_"})
  void keysOfTheEnvironmentThatARoleIsAssumedWithAreKeptFromIt(String prefix) throws IOException {
    user();
    environment.put("AWS_ACCESS_KEY_ID", ID);
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    Map<String, String> child =
        prefix.isEmpty()
            ? child(HUB, "--role-chaining")
            : child(HUB, "--role-chaining", "--environment-prefix=" + prefix);
    assertNotEquals(ID, child.get("AWS_ACCESS_KEY_ID"));
    assertFalse(child.containsValue(SECRET));
    assertTrue(child.get(prefix + "AWS_ACCESS_KEY_ID").startsWith("ASIA"));
  }
}
