package io.github.rolecall.aws.sts;

import static io.github.rolecall.aws.sts.Questions.CHAINED;
import static io.github.rolecall.aws.sts.Questions.PARTNER;
import static io.github.rolecall.aws.sts.Questions.USER;
import static io.github.rolecall.aws.sts.Questions.byKeys;
import static io.github.rolecall.aws.sts.Questions.byToken;
import static io.github.rolecall.aws.sts.Questions.session;
import static io.github.rolecall.aws.sts.Questions.token;
import static io.github.rolecall.aws.sts.Questions.withExternalId;
import static io.github.rolecall.aws.sts.Questions.withPolicies;
import static io.github.rolecall.aws.sts.Questions.withTags;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the three calls to STS as they are sent. */
class StsTest {
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
          + "\"Resource\":\"*\"}]}";

  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Call only(String name) {
    assertEquals(1, aws.calls(name).size(), aws.calls().toString());
    return aws.calls(name).get(0);
  }

  @Test
  void aTokenIsExchangedWithoutSignatureAndWithoutMore() {
    Session session = byToken(aws);
    Call call = only("AssumeRoleWithWebIdentity");
    assertEquals(Optional.empty(), call.signedBy());
    assertEquals(
        List.of(
            "Action",
            "DurationSeconds",
            "RoleArn",
            "RoleSessionName",
            "Version",
            "WebIdentityToken"),
        call.parameters().keySet().stream().sorted().toList());
    assertEquals("900", call.parameters().get("DurationSeconds"));
    assertEquals("ci", call.parameters().get("RoleSessionName"));
    assertEquals("111122223333", session.identity().account());
    assertEquals("arn:aws:sts::111122223333:assumed-role/Deploy/ci", session.identity().arn());
    assertTrue(session.identity().userId().endsWith(":ci"), session.identity().userId());
    Instant expires = session.credentials().expires().orElseThrow();
    Duration left = Duration.between(Instant.now(), expires);
    assertTrue(left.toMinutes() >= 10 && left.toMinutes() <= 15, left.toString());
  }

  @Test
  void theSessionThatComesOutIsGood() {
    Session session = byToken(aws);
    try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
      assertEquals(session, sts.identified(session.credentials()));
    }
    assertTrue(session.credentials().accessKeyId().startsWith("ASIA"));
    assertEquals(
        session.credentials().sessionToken().map(token -> token.reveal()),
        only("GetCallerIdentity").sessionToken());
  }

  @Test
  void aRoleIsAssumedWithKeysAndAllThatTheUserWants() {
    var tags =
        List.of(new SessionTag("Team", "a b/ä", false), new SessionTag("Repository", "o/r", true));
    byKeys(aws, CHAINED, withTags(session(3600), tags, List.of("Team")), USER);
    Call call = only("AssumeRole");
    assertEquals(Optional.of(USER.accessKeyId()), call.signedBy());
    assertEquals(Optional.of("us-east-1"), call.signingRegion());
    assertEquals("Team", call.parameters().get("Tags.member.1.Key"));
    assertEquals("a b/ä", call.parameters().get("Tags.member.1.Value"));
    assertEquals("o/r", call.parameters().get("Tags.member.2.Value"));
    assertEquals("Team", call.parameters().get("TransitiveTagKeys.member.1"));
    assertFalse(call.parameters().containsKey("ExternalId"));
  }

  @Test
  void anExternalIdIsSent() {
    byKeys(aws, PARTNER, withExternalId(session(900), "partner-42"), USER);
    assertEquals("partner-42", only("AssumeRole").parameters().get("ExternalId"));
  }

  @Test
  void policiesAreSentInBothCalls() {
    var role = withPolicies(session(900), POLICY, "arn:aws:iam::aws:policy/ReadOnlyAccess");
    byToken(Networks.at(aws.url()), token(aws), role);
    byKeys(aws, CHAINED, role, USER);
    for (String name : List.of("AssumeRoleWithWebIdentity", "AssumeRole")) {
      assertEquals(POLICY, only(name).parameters().get("Policy"));
      assertEquals(
          "arn:aws:iam::aws:policy/ReadOnlyAccess",
          only(name).parameters().get("PolicyArns.member.1.arn"));
    }
  }

  @Test
  void whatIsNotWantedIsNotSent() {
    byKeys(aws, CHAINED, session(900), USER);
    assertEquals(
        List.of("Action", "DurationSeconds", "RoleArn", "RoleSessionName", "Version"),
        only("AssumeRole").parameters().keySet().stream().sorted().toList());
  }

  /** Tests HTTPS, which users have, and plain HTTP. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noCallIsMadeTwice(boolean https) {
    try (FakeAws other = https ? FakeAws.start() : FakeAws.builder().plainHttp().start()) {
      try (var sts = new Sts("us-east-1", Networks.at(other.url()), Networks.http())) {
        for (Fault fault : List.of(Fault.reset(), Fault.truncated())) {
          for (String call :
              List.of("AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity")) {
            // Call STS first, so that the faulty call can reuse a connection.
            sts.identified(USER);
            int before = other.calls().size();
            other.fault(call, fault);
            var problem =
                Thrown.problem(
                    Problem.class,
                    () -> {
                      switch (call) {
                        case "AssumeRole" -> sts.assumeRole(CHAINED, session(900), USER);
                        case "GetCallerIdentity" -> sts.identified(USER);
                        default ->
                            sts.assumeRoleWithWebIdentity(
                                Questions.DEPLOY, session(900), token(other));
                      }
                    });
            assertEquals(Problem.Repeat.WITHIN_BUDGET, problem.repeat(), call);
            long asked =
                other.calls().stream().skip(before).filter(c -> c.name().equals(call)).count();
            assertEquals(1, asked, call);
          }
        }
      }
    }
  }

  @Test
  void theSdksOwnRetryIsOff() {
    aws.fault("GetCallerIdentity", Fault.error(503, "ServiceUnavailable", "later"));
    try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
      assertThrows(CredentialsException.class, () -> sts.identified(USER));
    }
    assertEquals(1, aws.calls().size());
  }

  @Test
  void theCallerOfLongTermKeysIsAUser() {
    try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
      CallerIdentity identity = sts.identified(USER).identity();
      assertEquals("arn:aws:iam::111122223333:user/ci", identity.arn());
      assertEquals("111122223333", identity.account());
    }
  }

  @Test
  void theRegionOfTheUserSignsAtAnyEndpoint() {
    try (var sts = new Sts("eu-central-1", Networks.at(aws.url()), Networks.http())) {
      sts.identified(USER);
    }
    assertEquals(Optional.of("eu-central-1"), only("GetCallerIdentity").signingRegion());
  }
}
