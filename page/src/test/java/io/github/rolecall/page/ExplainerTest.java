package io.github.rolecall.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final String CLAIMS =
      "{\"iss\": \"https://%s\", \"aud\": \"sts.amazonaws.com\", \"sub\": \"repo:acme/shop:ref:refs/heads/main\"}"
          .formatted(ISSUER);

  private static String policy(String subject) {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/%s"},
              "Action": "sts:AssumeRoleWithWebIdentity",
              "Condition": {"StringEquals": {"%s:aud": "sts.amazonaws.com", "%s:sub": "%s"}}
            }
          ]
        }
        """
        .formatted(ISSUER, ISSUER, ISSUER, subject);
  }

  private static JsonValue answer(String policy, String claims) {
    return answer(Map.of("policy", policy, "claims", claims, "now", 1_800_000_000));
  }

  private static JsonValue answer(Map<String, Object> request) {
    return JsonText.read(Explainer.answer(JsonWriter.compact(request))).root();
  }

  private static void assertFault(String in, String message, JsonValue answer) {
    assertEquals(in, answer.path("fault").path("in").text(), answer.toString());
    assertEquals(message, answer.path("fault").path("message").text());
    assertTrue(answer.path("report").isMissing());
  }

  @Test
  void aWildcardUnderStringEqualsIsShownMarkedAndRepaired() {
    JsonValue answer = answer(policy("repo:acme/shop:*"), CLAIMS);
    assertEquals("denied", answer.path("report").path("verdict").text());
    JsonValue checks = answer.path("view").path("statements").items().get(0).path("checks");
    JsonValue subject = checks.items().get(3);
    assertEquals("StringEquals", subject.path("element").text());
    assertEquals("true", subject.path("decides").text());
    assertEquals("repo:acme/shop:[*]", marked(subject.path("expected").items().get(0)));
    assertEquals(
        "repo:acme/shop:[ref:refs/heads/main]", marked(subject.path("actual").items().get(0)));
    JsonValue repaired = answer.path("view").path("repaired");
    assertEquals("[[12,14]]", repaired.path("changed").toString());
    JsonValue again = answer(repaired.path("text").text(), CLAIMS);
    assertEquals("allowed", again.path("report").path("verdict").text());
    assertTrue(again.path("view").path("repaired").isNull());
  }

  @Test
  void theVerdictAloneIsThatOfTheWholeAnswer() {
    for (String subject : List.of("repo:acme/shop:*", "repo:acme/shop:ref:refs/heads/main")) {
      var request = new LinkedHashMap<String, Object>();
      request.put("policy", policy(subject));
      request.put("claims", CLAIMS);
      request.put("now", 1_800_000_000);
      JsonValue whole = answer(request);
      request.put("only", "verdict");
      JsonValue verdict = answer(request);
      for (String name : List.of("verdict", "statements", "token", "claims")) {
        assertFalse(whole.path("report").path(name).isMissing(), name);
        assertEquals(whole.path("report").path(name), verdict.path("report").path(name), name);
      }
      assertEquals(whole.path("claims"), verdict.path("claims"));
      JsonValue view = verdict.path("view");
      for (String name : List.of("reason", "note", "notes", "fromToken", "statements")) {
        assertEquals(whole.path("view").path(name), view.path(name), name);
      }
      assertEquals("[]", verdict.path("report").path("findings").toString());
      assertTrue(view.path("repaired").isNull());
      assertTrue(view.path("policies").isMissing());
    }
  }

  private static String marked(JsonValue parts) {
    var text = new StringBuilder();
    for (JsonValue part : parts.items()) {
      boolean differs = part.path("differs").equals(JsonValue.of(true));
      text.append(differs ? "[" + part.path("text").text() + "]" : part.path("text").text());
    }
    return text.toString();
  }

  @Test
  void eachOfTheSixPoliciesIsThere() {
    JsonValue policies = answer("", CLAIMS).path("view").path("policies");
    assertEquals(
        List.of("json", "aws-cli", "cloudformation", "terraform", "pulumi", "cdk"),
        List.copyOf(policies.members().keySet()));
    policies.members().values().forEach(one -> assertTrue(one.text().contains("repo:acme/shop")));
  }

  @Test
  void nothingOfATokenButItsClaimsIsInTheAnswer() {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(CLAIMS.getBytes(UTF_8));
    String head = "eyJhbGciOiJSUzI1NiJ9";
    for (String token :
        List.of(
            head + "." + payload + ".c2lnbmF0dXJl",
            " \"" + head + "." + payload + ".c2lnbmF0dXJl\"\n",
            "Bearer " + head + "." + payload + ".c2lnbmF0dXJl")) {
      JsonValue answer = answer(policy("repo:acme/shop:ref:refs/heads/main"), token);
      assertEquals("allowed", answer.path("report").path("verdict").text());
      assertEquals("true", answer.path("view").path("fromToken").text());
      assertEquals(
          JsonText.read(CLAIMS).root(), JsonText.read(answer.path("claims").text()).root());
      for (String part : List.of(head, payload, "c2lnbmF0dXJl")) {
        assertFalse(answer.toString().contains(part), part);
      }
    }
  }

  @Test
  void aBrokenTokenIsNotShown() {
    JsonValue answer = answer("", "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl");
    assertEquals("claims", answer.path("fault").path("in").text());
    assertFalse(answer.toString().contains("secret"), answer.toString());
    assertFalse(answer.toString().contains("c2"), answer.toString());
  }

  @Test
  void aMistakeInThePolicyHasItsPlace() {
    JsonValue answer = answer("\n\n  {\n  \"Version\": \n}", CLAIMS);
    assertFault("policy", "expected a value, not }", answer);
    assertEquals("5", answer.path("fault").path("line").text());
    assertEquals("1", answer.path("fault").path("column").text());
  }

  @Test
  void otherTextsAreNamed() {
    assertFault("claims", "it is empty", answer(policy("x"), ""));
    assertFault("claims", "claims must be a JSON object", answer(policy("x"), "[]"));
    assertFault(
        "claims",
        "the claim iss is missing: the issuer of the token",
        answer(policy("x"), "{\"sub\": \"x\"}"));
    assertFault("policy", "it has no Statement", answer("{}", CLAIMS));
    var request = new LinkedHashMap<String, Object>(Map.of("claims", CLAIMS, "role", "Deploy"));
    assertFault(
        "role",
        "it must be the ARN of a role: arn:aws:iam::<account id of 12 digits>:role/<name>",
        answer(request));
  }

  @Test
  void whatIsNoJsonIsNamedWithTheWayToJson() {
    Map<String, String> texts =
        Map.ofEntries(
            Map.entry("AWSTemplateFormatVersion: 2010-09-09\n", "a template in YAML"),
            Map.entry(
                "# of the shop\nResources:\n  A:\n    Type: AWS::IAM::Role\n",
                "a template in YAML"),
            Map.entry("Role:\n  Arn: arn:aws:iam::111122223333:role/A\n", "it is YAML"),
            Map.entry("Version: '2012-10-17'\nStatement:\n- Effect: Allow\n", "it is YAML"),
            Map.entry("import * as iam from 'aws-cdk-lib/aws-iam';\n", "cdk synth"),
            Map.entry("const role = new iam.Role(this, 'A', {\n", "cdk synth"),
            Map.entry("role = iam.Role(self, \"A\",\n", "cdk synth"),
            Map.entry("arn:aws:iam::111122223333:role/A", "it is an ARN"),
            Map.entry(
                "Error: Not authorized to perform sts:AssumeRoleWithWebIdentity",
                "a message about the refusal"),
            Map.entry("resource \"aws_iam_role\" \"a\" {\n}", "terraform show -json"),
            Map.entry("assume_role_policy = jsonencode({\n})", "terraform show -json"),
            Map.entry("Terraform will perform the following actions:\n", "terraform show -json"),
            Map.entry("<ErrorResponse>", "XML or HTML"),
            Map.entry("what?", "it is not JSON"));
    texts.forEach(
        (text, named) -> {
          JsonValue fault = answer(text, CLAIMS).path("fault");
          assertEquals("policy", fault.path("in").text(), text);
          String message = fault.path("message").text();
          assertTrue(message.contains(named), message);
          assertTrue(
              message.contains("aws iam get-role --role-name NAME --output json")
                  || message.contains("terraform show -json")
                  || message.contains("XML"),
              message);
        });
  }

  @Test
  void aTokenIsFoundInOtherText() {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(CLAIMS.getBytes(UTF_8));
    String token = "eyJhbGciOiJSUzI1NiJ9." + payload + ".c2lnbmF0dXJl";
    for (String text :
        List.of(
            "{\"value\": \"" + token + "\"}",
            "export AWS_ID_TOKEN='" + token + "'",
            "authorization: bearer " + token,
            token.substring(0, 50) + "\r\n" + token.substring(50),
            token.substring(0, token.lastIndexOf('.')))) {
      JsonValue answer = answer("", text);
      assertEquals("true", answer.path("view").path("fromToken").text(), text);
      assertFalse(answer.toString().contains("c2lnbmF0dXJl"), text);
    }
    assertFault(
        "claims",
        "it is only a part of a token, or not a token",
        answer("", token.substring(0, 60)));
  }

  @Test
  void whatIsNeitherClaimsNorATokenIsNamed() {
    assertFault(
        "claims",
        "the CI system has masked it; rolecall claims prints the claims in the job",
        answer("", "***"));
    assertFault(
        "claims",
        "it is neither JSON nor a token; rolecall claims prints the claims in the job",
        answer("", "sub  repo:acme/shop"));
  }

  @Test
  void ofSeveralRolesOneIsChosenByTheNameThatTheTextGivesIt() {
    String role =
        "{\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"AssumeRolePolicyDocument\": %s}}";
    String template =
        "{\"Resources\": {\"Read\": %s, \"Deploy\": %s}}"
            .formatted(
                role.formatted(policy("repo:acme/other:*")),
                role.formatted(policy("repo:acme/shop:ref:refs/heads/main")));
    JsonValue several = answer(template, CLAIMS);
    assertFault("role", "it has the trust policies of 2 roles: Read, Deploy", several);
    assertEquals("[\"Read\",\"Deploy\"]", several.path("fault").path("roles").toString());
    Map<String, Object> request = Map.of("policy", template, "claims", CLAIMS);
    for (var expected : Map.of("Read", "denied", "Deploy", "allowed").entrySet()) {
      var chosen = new LinkedHashMap<>(request);
      chosen.put("role", expected.getKey());
      assertEquals(expected.getValue(), answer(chosen).path("report").path("verdict").text());
    }
    var other = new LinkedHashMap<>(request);
    other.put("role", "arn:aws:iam::111122223333:role/Other");
    assertEquals("2", "" + answer(other).path("fault").path("roles").items().size());
  }

  @Test
  void aForgottenIssuerIsAssumed() {
    JsonValue answer = answer("", "{\"sub\": \"project_path:a/b:ref_type:branch:ref:main\"}");
    assertEquals("https://gitlab.com", answer.path("report").path("token").path("issuer").text());
    assertEquals(1, answer.path("view").path("notes").items().size());
  }

  @Test
  void hostileTextsAreAnswered() {
    for (String policy :
        List.of(
            "[".repeat(900_000),
            "{\"a\":".repeat(150_000),
            "x".repeat(5_000_000),
            "\"".repeat(900_000),
            "{\"Statement\": [" + "{},".repeat(300_000) + "{}]}")) {
      long start = System.nanoTime();
      JsonValue answer = answer(policy, CLAIMS);
      assertTrue(answer.has("fault") || answer.has("report"));
      assertTrue(System.nanoTime() - start < 60_000_000_000L, policy.substring(0, 20));
    }
  }

  /** The page answers while its user types. */
  @Test
  void whatWouldTakeLongIsRefused() {
    assertFault(
        "policy",
        "it has more than 30000 values",
        answer("[" + "{},".repeat(30_000) + "{}]", CLAIMS));
    String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"a\"%s]}]}";
    assertTrue(answer(policy.formatted(",\"a\"".repeat(4_994)), CLAIMS).has("report"));
    assertFault(
        "policy",
        "the policy has more than 5000 values, and IAM allows at most 8192 characters",
        answer(policy.formatted(",\"a\"".repeat(4_995)), CLAIMS));
  }
}
