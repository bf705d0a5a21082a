package io.github.rolecall.aws.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.policyfile.PolicyFiles;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code iam:GetRole}, signed by the SDK and checked by the simulator. */
class IamTest {
  private static final RoleArn DEPLOY = new RoleArn("aws", "111122223333", "Deploy");

  private static final SessionCredentials KEYS = keys("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Iam iam(String url) {
    var silent = new PrintStream(OutputStream.nullOutputStream(), true);
    Host host = Host.of(Map.of("AWS_ENDPOINT_URL_IAM", url), home, home, silent, Networks.http());
    return new Iam(host, new RecordingConsole(), Networks.at(aws.url()), "mars-north-1");
  }

  private Iam iam() {
    return iam(aws.url().toString());
  }

  private static SessionCredentials keys(String secret) {
    return new SessionCredentials(
        "AKIAIOSFODNN7ROLECAL", new Secret(secret), Optional.empty(), Optional.empty());
  }

  @Test
  void theTrustPolicyIsRead() {
    String text = iam().trustPolicy(DEPLOY, "admin", () -> KEYS);
    assertTrue(text.contains("sts:AssumeRoleWithWebIdentity"), text);
    assertTrue(!PolicyFiles.read(text).of(Optional.empty()).statements().isEmpty(), text);
    assertEquals(1, aws.calls("GetRole").size());
    assertEquals(
        Optional.of(UserAgent.PLAIN.text()), aws.calls("GetRole").get(0).userAgent(), "the name");
  }

  @Test
  void aRoleThatIsNotThereIsAProblemOfTheUser() {
    Iam iam = iam();
    var problem =
        Thrown.problem(
            IdentityProblem.PolicyNotRead.class,
            () ->
                iam.trustPolicy(new RoleArn("aws", "111122223333", "Nobody"), "admin", () -> KEYS));
    assertTrue(problem.reason().startsWith("NoSuchEntity: "), problem.reason());
  }

  @Test
  void aWrongSecretIsAProblemOfTheUser() {
    Iam iam = iam();
    var problem =
        Thrown.problem(
            IdentityProblem.PolicyNotRead.class,
            () -> iam.trustPolicy(DEPLOY, "admin", () -> keys("wrong")));
    assertTrue(problem.reason().startsWith("SignatureDoesNotMatch: "), problem.reason());
  }

  @Test
  void anIamThatCannotBeReachedIsANetworkProblem() {
    Iam iam = iam("http://127.0.0.1:1");
    Thrown.problem(
        NetworkProblem.Unreachable.class, () -> iam.trustPolicy(DEPLOY, "admin", () -> KEYS));
  }

  @Test
  void anUnknownPartitionNeedsAnAddress() {
    var moon = new RoleArn("aws-moon", "111122223333", "Deploy");
    Iam without = iam("");
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class,
            () ->
                without.trustPolicy(
                    moon,
                    "admin",
                    () -> {
                      throw new IllegalStateException("credentials were requested");
                    }));
    assertEquals("AWS_ENDPOINT_URL_IAM", problem.name());
    assertTrue(problem.expected().contains("aws-moon"), problem.expected());
    assertEquals(0, aws.calls("GetRole").size());
    assertTrue(iam().trustPolicy(moon, "admin", () -> KEYS).contains("sts:AssumeRole"));
    assertEquals(Optional.of("mars-north-1"), aws.calls("GetRole").get(0).signingRegion());
    assertTrue(iam().trustPolicy(DEPLOY, "admin", () -> KEYS).contains("sts:AssumeRole"));
    assertEquals(Optional.of("us-east-1"), aws.calls("GetRole").get(1).signingRegion());
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    Iam iam = iam("iam.example.com");
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class, () -> iam.trustPolicy(DEPLOY, "admin", () -> KEYS));
    assertEquals("AWS_ENDPOINT_URL_IAM", problem.name());
  }
}
