package io.github.rolecall.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.NetworkProblem;
import io.github.rolecall.Networks;
import io.github.rolecall.RoleArn;
import io.github.rolecall.Thrown;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.testkit.FakeAws;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code iam:GetRole}, signed by the SDK and checked by the simulator. */
class IamTest {
  private static final RoleArn DEPLOY = new RoleArn("aws", "111122223333", "Deploy");

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Iam iam(String secret, String url) throws Exception {
    Path credentials = home.resolve(".aws").resolve("credentials");
    Files.createDirectories(credentials.getParent());
    Files.writeString(
        credentials,
        "[admin]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\naws_secret_access_key = "
            + secret
            + "\n");
    var silent = new PrintStream(OutputStream.nullOutputStream(), true);
    Host host = Host.of(Map.of("AWS_ENDPOINT_URL_IAM", url), home, home, silent);
    return new Iam(host, Networks.at(aws.url()));
  }

  private Iam iam() throws Exception {
    return iam("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY", aws.url().toString());
  }

  @Test
  void theTrustPolicyIsRead() throws Exception {
    String text = iam().trustPolicy(DEPLOY, "admin");
    assertTrue(text.contains("sts:AssumeRoleWithWebIdentity"), text);
    assertTrue(!TrustPolicy.parse(text).statements().isEmpty(), text);
    assertEquals(1, aws.calls("GetRole").size());
  }

  @Test
  void aRoleThatIsNotThereIsAProblemOfTheUser() throws Exception {
    Iam iam = iam();
    var problem =
        Thrown.problem(
            IdentityProblem.PolicyNotRead.class,
            () -> iam.trustPolicy(new RoleArn("aws", "111122223333", "Nobody"), "admin"));
    assertTrue(problem.reason().startsWith("NoSuchEntity: "), problem.reason());
  }

  @Test
  void aWrongSecretIsAProblemOfTheUser() throws Exception {
    Iam iam = iam("wrong", aws.url().toString());
    var problem =
        Thrown.problem(IdentityProblem.PolicyNotRead.class, () -> iam.trustPolicy(DEPLOY, "admin"));
    assertTrue(problem.reason().startsWith("SignatureDoesNotMatch: "), problem.reason());
  }

  @Test
  void anIamThatCannotBeReachedIsANetworkProblem() throws Exception {
    Iam iam = iam("secret", "http://127.0.0.1:1");
    Thrown.problem(NetworkProblem.Unreachable.class, () -> iam.trustPolicy(DEPLOY, "admin"));
  }
}
