package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.DEPLOY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests of the constraints of the API model, and of session policies. */
class ParameterTest {
  private static final FakeAws AWS = FakeAws.start();
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

  private final Client client = new Client(AWS);
  private final String token = AWS.gitHubJob().idToken("sts.amazonaws.com");

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void checksTheSessionName() {
    String pattern =
        "failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*";
    assertEquals(
        "400 ValidationError: 1 validation error detected: Value 'x y' at 'roleSessionName' "
            + pattern,
        call("RoleSessionName", "x y"));
    assertEquals(
        "400 ValidationError: 1 validation error detected: Value 'x/y' at 'roleSessionName' "
            + pattern,
        call("RoleSessionName", "x/y"));
    assertEquals(
        violation("Value 'x'", "roleSessionName", "length greater than or equal to 2"),
        call("RoleSessionName", "x"));
    assertEquals(
        violation(
            "Value '" + "x".repeat(65) + "'", "roleSessionName", "length less than or equal to 64"),
        call("RoleSessionName", "x".repeat(65)));
    assertEquals("200", call("RoleSessionName", "A_z+=,.@-9" + "x".repeat(54)));
  }

  @Test
  void checksTheDuration() {
    assertEquals(
        violation("Value '899'", "durationSeconds", "value greater than or equal to 900"),
        call("DurationSeconds", "899"));
    assertEquals(
        violation("Value '43201'", "durationSeconds", "value less than or equal to 43200"),
        call("DurationSeconds", "43201"));
    assertTrue(call("DurationSeconds", "1h").startsWith("400 MalformedInput"));
    assertEquals("200", call("DurationSeconds", "900"));
  }

  @Test
  void reportsAllViolationsAtOnce() {
    String summary = call("RoleSessionName", "x", "WebIdentityToken", "abc", "RoleArn", "arn");
    assertTrue(
        summary.startsWith(
            "400 ValidationError: 3 validation errors detected: Value 'arn' at 'roleArn'"));
    assertTrue(summary.contains("; Value at 'webIdentityToken' failed"), summary);
    assertFalse(summary.contains("'abc'"));
  }

  @Test
  void wantsTheRequiredParameters() {
    assertEquals(
        "400 ValidationError: 1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint:"
            + " Member must not be null",
        call("RoleSessionName", null));
    assertEquals(
        "400 ValidationError: 1 validation error detected: Value null at 'webIdentityToken' failed to satisfy"
            + " constraint: Member must not be null",
        call("WebIdentityToken", null));
    assertTrue(
        call("WebIdentityToken", "x".repeat(20_001))
            .contains("length less than or equal to 20000"));
  }

  @Test
  void wantsTheArnOfARole() {
    for (String arn :
        List.of(
            "arn:aws:iam::111122223333:user/Deploy",
            "arn:aws:iam::11112222333:role/Deploy",
            "arn:aws:sts::111122223333:role/Deploy",
            "arn:aws:iam::111122223333:role/De ploy")) {
      assertEquals("400 ValidationError: Request ARN is invalid", call("RoleArn", arn));
    }
  }

  @Test
  void checksSessionPolicies() {
    Client.Answer good = client.webIdentity(DEPLOY, token, "Policy", POLICY);
    assertEquals("200", good.summary());
    assertEquals("5", good.text("PackedPolicySize"));

    String malformed = "400 MalformedPolicyDocument: ";
    assertTrue(
        call("Policy", "{invalid")
            .startsWith(malformed + "Unexpected character ('i' (code 105)):"));
    assertEquals(malformed + "Syntax errors in policy.", call("Policy", "[]"));
    assertEquals(
        malformed + "Syntax errors in policy.", call("Policy", POLICY.replace("2012", "2013")));
    assertEquals(
        malformed + "Syntax errors in policy.", call("Policy", POLICY.replace("Allow", "allow")));
    assertEquals(
        malformed + "Policy statement must contain resources.",
        call("Policy", POLICY.replace("Resource", "Resources")));
    assertEquals(
        malformed + "Policy document should not specify a principal.",
        call("Policy", POLICY.replace("\"Action\"", "\"Principal\":\"*\",\"Action\"")));
    assertTrue(call("Policy", POLICY + " ".repeat(2048)).contains("at 'policy' failed"));
    assertTrue(
        call("Policy", "{\"a\":\"\u20ac\"}")
            .contains("Member must satisfy regular expression pattern"));
  }

  @Test
  void checksPolicyArns() {
    List<String> arns = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      arns.addAll(
          List.of("PolicyArns.member." + i + ".arn", "arn:aws:iam::aws:policy/ReadOnlyAccess" + i));
    }
    assertEquals("200", call(arns.subList(0, 20).toArray(new String[0])));
    assertTrue(call(arns.toArray(new String[0])).contains("at 'policyArns' failed"));
    assertEquals(
        "400 ValidationError: ARN arn:aws:s3:::bucket/policy is not valid.",
        call("PolicyArns.member.1.arn", "arn:aws:s3:::bucket/policy"));
    assertTrue(
        call(
                "Policy",
                POLICY + " ".repeat(1900),
                "PolicyArns.member.1.arn",
                "arn:aws:iam::aws:policy/" + "x".repeat(90))
            .startsWith("400 ValidationError"));
  }

  @Test
  void knowsActionsAndVersions() {
    assertEquals(
        "400 InvalidAction: Could not find operation GetFederationToken for version 2011-06-15",
        call("Action", "GetFederationToken"));
    assertEquals(
        "400 InvalidAction: Could not find operation AssumeRoleWithWebIdentity for version 2010-01-01",
        call("Version", "2010-01-01"));
    assertEquals("MissingAction", client.post(Map.of(), "").text("Code"));
    assertEquals(
        "MissingAction",
        client.post(Map.of("content-type", "application/json"), "Action=X").text("Code"));
    assertTrue(
        client
            .post(Map.of(), "Action=X")
            .body()
            .contains("http://webservices.amazon.com/AWSFault/2005-15-09"));
    assertEquals("MalformedInput", client.post(Map.of(), "Action=%zz").text("Code"));
  }

  private String call(String... parameters) {
    return client.webIdentity(DEPLOY, token, parameters).summary();
  }

  private static String violation(String value, String name, String rule) {
    return "400 ValidationError: 1 validation error detected: %s at '%s' failed to satisfy constraint: Member must have %s"
        .formatted(value, name, rule);
  }
}
