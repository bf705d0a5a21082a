package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
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
 * Tests of {@code credentials:explain} and {@code credentials:trust-policy}, which are configured
 * as Maven does it.
 */
@MojoTest
class ExplainMojoTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

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
  void aGitLabJob() {
    world.environment.putAll(aws.gitLabJob().environment());
    world.environment.put("AWS_REGION", "us-east-1");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String shown() {
    return String.join("\n", world.log.lines());
  }

  @Test
  @InjectMojo(goal = "explain")
  @MojoParameter(name = "roleToAssume", value = ROLE)
  void explainsTheTokenOfTheJobAndAssumesNothing(ExplainMojo mojo) throws Exception {
    mojo.execute();

    assertTrue(shown().contains("project_path:acme/shop:ref_type:branch:ref:main"), shown());
    assertTrue(shown().contains("Verdict: unknown"), shown());
    assertEquals(0, aws.calls("AssumeRoleWithWebIdentity").size());
    assertEquals(new Properties(), world.jvm);
    aws.secrets().forEach(secret -> assertFalse(shown().contains(secret), "a secret is visible"));
  }

  @Test
  @InjectMojo(goal = "explain")
  @MojoParameter(name = "trustPolicy", value = "policy.json")
  void failsTheBuildWhereAwsIsSureToRefuse(ExplainMojo mojo) throws Exception {
    Files.writeString(
        folder.resolve("policy.json"),
        """
        {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
          "Condition": {"StringEquals": {"gitlab.com:sub": "project_path:acme/other"}}}}
        """);
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(would-be-denied)"), failure.getMessage());
    assertTrue(shown().contains("condition-differs"), shown());
  }

  @Test
  @InjectMojo(goal = "explain")
  @MojoParameter(name = "roleToAssume", value = ROLE)
  @MojoParameter(name = "roleDurationSeconds", value = "1234")
  @MojoParameter(name = "roleSessionName", value = "mojo")
  @MojoParameter(name = "webIdentityTokenCommand", value = "/bin/cat token.jwt")
  void explainsWithTheParametersOfAssume(ExplainMojo mojo) throws Exception {
    Files.writeString(folder.resolve("token.jwt"), aws.gitLabJob().ref("dev").idToken());
    mojo.execute();

    assertTrue(shown().contains(ROLE + " as mojo for 1234 seconds"), shown());
    assertTrue(shown().contains("project_path:acme/shop:ref_type:branch:ref:dev"), shown());
    assertEquals(0, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "roleToAssume", value = ROLE)
  @MojoParameter(name = "roleDurationSeconds", value = "1234")
  @MojoParameter(name = "roleSessionName", value = "mojo")
  @MojoParameter(name = "webIdentityTokenCommand", value = "/bin/cat token.jwt")
  void assumeSendsTheSame(AssumeMojo mojo) throws Exception {
    Files.writeString(folder.resolve("token.jwt"), aws.gitLabJob().ref("main").idToken());
    mojo.execute();

    Call sent = aws.calls("AssumeRoleWithWebIdentity").get(0);
    assertEquals(ROLE, sent.parameters().get("RoleArn"));
    assertEquals("mojo", sent.parameters().get("RoleSessionName"));
    assertEquals("1234", sent.parameters().get("DurationSeconds"));
  }

  @Test
  @InjectMojo(goal = "trust-policy")
  @MojoParameter(name = "output", value = "cloudformation")
  void writesThePolicyOfTheJob(TrustPolicyMojo mojo) throws Exception {
    mojo.execute();
    assertTrue(shown().contains("AWS::IAM::OIDCProvider"), shown());
    assertTrue(shown().contains("project_path:acme/shop:ref_type:branch:ref:main"), shown());
  }
}
