package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Path;
import java.util.List;
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
 * Tests of {@code credentials:whoami}, which is configured as Maven does it and runs in this
 * process.
 */
@MojoTest
class WhoamiMojoTest {
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
  void keysInTheEnvironment() {
    world.environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    world.environment.put("AWS_EC2_METADATA_DISABLED", "true");
    world.environment.put("AWS_REGION", "us-east-1");
    world.environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    world.environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  @InjectMojo(goal = "whoami")
  void tellsWhoseCredentialsTheEnvironmentHas(WhoamiMojo mojo) throws Exception {
    // The goal ignores this variable, because it assumes no role.
    world.environment.put("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/Chained");

    mojo.execute();

    List<String> answer = world.log.lines().stream().filter(line -> line.startsWith("[I")).toList();
    assertEquals(3, answer.size(), answer.toString());
    assertTrue(answer.get(0).startsWith("[INFO] UserId   AIDA"), answer.get(0));
    assertEquals("[INFO] Account  111122223333", answer.get(1));
    assertEquals("[INFO] Arn      arn:aws:iam::111122223333:user/ci", answer.get(2));
    assertEquals(new Properties(), world.jvm);
  }

  @Test
  @InjectMojo(goal = "whoami")
  @MojoParameter(name = "allowedAccountIds", value = "444455556666")
  void canInsistOnAnAccount(WhoamiMojo mojo) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(account-not-allowed)"), failure.getMessage());
    // The goal has no such parameter.
    assertFalse(failure.getMessage().contains("roleToAssume"), failure.getMessage());
    assertTrue(failure.getMessage().contains("to <allowedAccountIds>."), failure.getMessage());
  }

  @Test
  @InjectMojo(goal = "whoami")
  void saysWhatToDoWithoutCredentials(WhoamiMojo mojo) {
    world.environment.remove("AWS_ACCESS_KEY_ID");
    world.environment.remove("AWS_SECRET_ACCESS_KEY");
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(no-credentials)"), failure.getMessage());
    assertTrue(
        failure
            .getMessage()
            .contains("1. Set AWS credentials in environment variables or a profile."),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("roleToAssume"), failure.getMessage());
  }
}
