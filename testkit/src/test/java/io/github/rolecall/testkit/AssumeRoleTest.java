package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.CHAINED;
import static io.github.rolecall.testkit.Client.DEPLOY;
import static io.github.rolecall.testkit.Client.LONG;
import static io.github.rolecall.testkit.Client.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.testkit.iam.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests of role chaining, session tags, external ids and source identities. */
class AssumeRoleTest {
  private static final String PARTNER = "arn:aws:iam::444455556666:role/Partner";
  private static final String LAST = "arn:aws:iam::111122223333:role/Last";
  private static final SigV4 ROOT =
      new SigV4("AKIAROOT", "secret", Optional.empty(), "us-east-1", "sts");
  private static final FakeAws AWS =
      FakeAws.start(
          World.standard()
              .withUser(new User(Arn.parse("arn:aws:iam::111122223333:root"), "AKIAROOT", "secret"))
              .withRole(
                  Role.of(
                      LAST,
                      """
                      {"Statement": [
                        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Chained"},
                         "Action": "sts:AssumeRole"},
                        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Chained"},
                         "Action": "sts:TagSession", "Condition": {"StringEquals": {"aws:RequestTag/Team": "ops"}}}
                      ]}
                      """)));

  private final Client client = new Client(AWS);

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void chainsFromAWebIdentity() {
    SigV4 deploy = deploy();
    Client.Answer chained = client.assumeRole(deploy, CHAINED);

    assertEquals("200", chained.summary());
    assertEquals("arn:aws:sts::111122223333:assumed-role/Chained/chain", chained.text("Arn"));
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Chained/chain",
        client.callerIdentity(chained.credentials()).text("Arn"));
    assertEquals(
        "403 AccessDenied: User: arn:aws:sts::111122223333:assumed-role/Deploy/ci is not authorized to perform:"
            + " sts:AssumeRole on resource: "
            + LONG,
        client.assumeRole(deploy, LONG).summary());
    assertEquals(
        "403 AccessDenied: User: arn:aws:sts::111122223333:assumed-role/Deploy/ci is not authorized to perform:"
            + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Missing",
        client.assumeRole(deploy, "arn:aws:iam::111122223333:role/Missing").summary());
  }

  @Test
  void capsChainedSessionsAtOneHour() {
    assertEquals("200", client.assumeRole(USER, CHAINED, "DurationSeconds", "7200").summary());
    assertEquals("200", client.assumeRole(deploy(), CHAINED, "DurationSeconds", "3600").summary());
    assertEquals(
        "400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.",
        client.assumeRole(deploy(), CHAINED, "DurationSeconds", "3601").summary());
    assertEquals(
        "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        client
            .assumeRole(deploy(), "arn:aws:iam::444455556666:role/Other", "DurationSeconds", "3601")
            .summary());
  }

  @Test
  void wantsTheExternalId() {
    assertEquals("200", client.assumeRole(USER, PARTNER, "ExternalId", "partner-42").summary());
    assertTrue(
        client
            .assumeRole(USER, PARTNER, "ExternalId", "partner-43")
            .summary()
            .startsWith("403 AccessDenied"));
    assertEquals(
        "403 AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:AssumeRole on"
            + " resource: "
            + PARTNER,
        client.assumeRole(USER, PARTNER).summary());
    assertTrue(
        client
            .assumeRole(USER, PARTNER, "ExternalId", "a b")
            .summary()
            .contains("at 'externalId' failed"));
  }

  @Test
  void wantsPermissionToTag() {
    assertEquals("200", client.assumeRole(USER, CHAINED, tag(1, "Team", "ops")).summary());
    assertEquals(
        "403 AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:TagSession on"
            + " resource: "
            + LONG,
        client.assumeRole(USER, LONG, tag(1, "Team", "ops")).summary());
  }

  @Test
  void checksTags() {
    assertEquals(
        "400 ValidationError: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        tagged(tag(1, "Team", "a"), tag(2, "TEAM", "b")));
    assertTrue(
        tagged(tag(1, "Te!am", "a")).contains("Value 'Te!am' at 'tags.1.member.key' failed"));
    assertTrue(tagged(tag(1, "Team", "a*b")).contains("at 'tags.1.member.value' failed"));
    assertTrue(tagged(tag(1, "k".repeat(129), "a")).contains("length less than or equal to 128"));
    assertTrue(tagged(tag(1, "k", "v".repeat(257))).contains("length less than or equal to 256"));
    assertTrue(tagged(tag(1, "aws:k", "v")).startsWith("400 ValidationError"));
    assertTrue(
        tagged(new String[] {"Tags.member.1.Key", "k"})
            .contains("Value null at 'tags.1.member.value'"));
    assertEquals(
        "200",
        tagged(
            tag(1, "Größe_.:/=+-@", ""),
            new String[] {"TransitiveTagKeys.member.1", "GRÖßE_.:/=+-@"}));
    assertEquals(
        "400 ValidationError: The specified transitive tag key must be included in the requested tags.",
        tagged(tag(1, "Team", "ops"), new String[] {"TransitiveTagKeys.member.1", "Cost"}));
    assertTrue(
        tagged(many(51, "v"))
            .contains("at 'tags' failed to satisfy constraint: Member must have length less"));
    assertEquals("200", tagged(many(50, "v")));
    assertEquals(
        "400 PackedPolicyTooLarge: Packed size of session tags consumes 349% of allotted space.",
        tagged(many(50, "v".repeat(140))));
  }

  @Test
  void keepsTransitiveTagsAlongTheChain() {
    String[] team =
        join(
            tag(1, "Team", "ops"),
            tag(2, "Run", "7"),
            new String[] {"TransitiveTagKeys.member.1", "Team"});
    SigV4 tagged = client.assumeRole(deploy(), CHAINED, team).credentials();
    assertEquals("200", client.assumeRole(tagged, LAST).summary());
    assertTrue(
        client
            .assumeRole(tagged, LAST, tag(1, "team", "dev"))
            .summary()
            .startsWith("400 ValidationError"));

    team[3] = "dev";
    SigV4 otherTeam = client.assumeRole(deploy(), CHAINED, team).credentials();
    assertTrue(client.assumeRole(otherTeam, LAST).summary().contains("sts:TagSession"));
  }

  @Test
  void keepsTheSourceIdentity() {
    Client.Answer first = client.assumeRole(USER, CHAINED, "SourceIdentity", "dev");
    assertEquals("dev", first.text("SourceIdentity"));
    assertTrue(
        client.assumeRole(first.credentials(), LAST).summary().contains("sts:SetSourceIdentity"));
    assertEquals(
        "400 ValidationError: The source identity is already set for this assume role session",
        client.assumeRole(first.credentials(), LAST, "SourceIdentity", "other").summary());
    assertTrue(
        client
            .assumeRole(USER, LONG, "SourceIdentity", "dev")
            .summary()
            .contains("sts:SetSourceIdentity"));
  }

  @Test
  void refusesRootUsers() {
    assertEquals("arn:aws:iam::111122223333:root", client.callerIdentity(ROOT).text("Arn"));
    assertEquals(
        "403 AccessDenied: Roles may not be assumed by root accounts.",
        client.assumeRole(ROOT, CHAINED).summary());
  }

  private SigV4 deploy() {
    return client.webIdentity(DEPLOY, AWS.gitHubJob().idToken("sts.amazonaws.com")).credentials();
  }

  private String tagged(String[]... tags) {
    return client.assumeRole(USER, CHAINED, join(tags)).summary();
  }

  private static String[] tag(int index, String key, String value) {
    return new String[] {
      "Tags.member." + index + ".Key", key, "Tags.member." + index + ".Value", value
    };
  }

  private static String[] many(int count, String value) {
    List<String> tags = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      tags.addAll(List.of(tag(i, "k" + i, value)));
    }
    return tags.toArray(new String[0]);
  }

  private static String[] join(String[]... parts) {
    List<String> all = new ArrayList<>();
    for (String[] part : parts) {
      all.addAll(List.of(part));
    }
    return all.toArray(new String[0]);
  }
}
