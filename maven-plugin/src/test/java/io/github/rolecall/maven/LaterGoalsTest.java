package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.Assumed;
import io.github.rolecall.CallerIdentity;
import io.github.rolecall.Input;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.export.Exporter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LaterGoalsTest {
  private static final Assumed ASSUMED =
      new Assumed(
          new SessionCredentials(
              "ASIA", new Secret("key"), Optional.of(new Secret("token")), Optional.empty()),
          new CallerIdentity("111122223333", "arn", "id"),
          "us-east-1",
          Assumed.Origin.ROLE);

  private final Properties jvm = new Properties();
  private final Properties session = new Properties();
  private final RecordingLog log = new RecordingLog();
  private int listening;
  private final LaterGoals laterGoals =
      new LaterGoals(jvm, session, new ForkingGoals(log), goals -> listening++);

  @Test
  void preparingHandsNothingOn() {
    Exporter.Prepared prepared = laterGoals.prepare(ASSUMED);
    assertEquals(new Properties(), jvm);
    assertEquals(new Properties(), session);

    prepared.commit();
    assertEquals("key", jvm.getProperty("aws.secretAccessKey"));
  }

  @Test
  void whatWasHandedOnCanBeAskedFor() {
    assertEquals(Map.of(), laterGoals.environment());

    laterGoals.prepare(ASSUMED).commit();
    assertEquals(
        Map.of(
            "AWS_ACCESS_KEY_ID", "ASIA",
            "AWS_SECRET_ACCESS_KEY", "key",
            "AWS_SESSION_TOKEN", "token",
            "AWS_REGION", "us-east-1",
            "AWS_DEFAULT_REGION", "us-east-1"),
        laterGoals.environment());
  }

  @Test
  void atTheEndTheJvmIsAsItWasBefore() {
    jvm.setProperty("aws.region", "eu-west-1");
    session.setProperty("other", "stays");

    laterGoals.prepare(ASSUMED).commit();
    laterGoals.prepare(ASSUMED).commit();
    assertEquals("us-east-1", jvm.getProperty("aws.region"));
    laterGoals.remove();

    assertEquals(Map.of("aws.region", "eu-west-1"), jvm);
    assertEquals(Map.of("other", "stays"), session);
    assertEquals(Map.of(), laterGoals.environment());
    assertEquals(2, listening);
  }

  @Test
  void theSameQuestionIsNotAskedTwiceWhileTheAnswerIsGood() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    Parameters question = new Parameters().put(Input.ROLE_TO_ASSUME, "Deploy");
    Parameters same = new Parameters().put(Input.ROLE_TO_ASSUME, "Deploy");
    Parameters other = new Parameters().put(Input.ROLE_TO_ASSUME, "Other");
    Assumed hour = expiring(now.plusSeconds(3600));

    laterGoals.remember(question, hour);

    assertEquals(Optional.of(hour), laterGoals.known(same, now));
    assertEquals(Optional.empty(), laterGoals.known(other, now));
    assertEquals(Optional.empty(), laterGoals.known(same, now.plusSeconds(3400)));
    laterGoals.remove();
    assertEquals(Optional.empty(), laterGoals.known(same, now));
  }

  private static Assumed expiring(Instant expires) {
    return new Assumed(
        new SessionCredentials("ASIA", new Secret("key"), Optional.empty(), Optional.of(expires)),
        new CallerIdentity("111122223333", "arn", "id"),
        "us-east-1",
        Assumed.Origin.ROLE);
  }
}
