package io.github.rolecall.policy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageDataTest {
  private static final AsOf NOW = AsOf.now(Instant.parse("2026-11-28T12:00:00Z"));

  @Test
  void noTextOfOthersCanEndTheElement() {
    String hostile = "</script><img src=x onerror=alert(1)>&<!--";
    JsonValue data = data(hostile, policy(hostile));
    String json = new PageData(hostile, reports(hostile, policy(hostile))).json();
    for (String character : List.of("<", ">", "&", "\n")) {
      assertFalse(json.contains(character), character);
    }
    assertEquals(hostile, data.path("origin").text());
    assertEquals(hostile, JsonTexts.value(role(data, "claims")).path("sub").text());
  }

  @Test
  void thePolicyIsThereAsItWasReadWithItsMistakes() {
    String written =
        policy("x").replace("\"Allow\"", "\"allow\"").replace("2012-10-17", "2012-10-18");
    assertEquals(JsonTexts.value(written), JsonTexts.value(role(data("x", written), "policy")));
    assertEquals("", role(data("x", ""), "policy"));
  }

  @Test
  void claimsThatTheReportDoesNotShowAreNotInThePage() {
    assertFalse(role(data("x", policy("x")), "claims").contains("private-claim"));
  }

  @Test
  void roleSessionAndTimeAreThoseOfTheRequest() {
    JsonValue role = data("x", policy("x")).path("roles").items().get(0);
    assertEquals("arn:aws:iam::111122223333:role/Deploy", role.path("role").text());
    assertEquals("session", role.path("sessionName").text());
    assertEquals("eu-central-1", role.path("region").text());
    assertEquals(NOW.time().getEpochSecond(), role.path("asOf").wholeNumber().orElseThrow());
  }

  private static String role(JsonValue data, String name) {
    return data.path("roles").items().get(0).path(name).text();
  }

  private static JsonValue data(String subject, String policy) {
    return JsonTexts.value(new PageData(subject, reports(subject, policy)).json());
  }

  private static Reports reports(String subject, String policy) {
    var claims =
        new Claims(
            JsonValue.ofTexts(
                Map.of(
                    "iss",
                    "https://gitlab.com",
                    "aud",
                    "a",
                    "sub",
                    subject,
                    "private-claim",
                    "p")));
    var request =
        new Request(
            claims,
            RoleArn.parse("arn:aws:iam::111122223333:role/Deploy"),
            Optional.of("session"),
            Optional.of("eu-central-1"),
            NOW.time());
    Explanation explanation =
        Explanation.of(
            request, Optional.of(policy).filter(text -> !text.isEmpty()).map(PolicyTexts::policy));
    return new Reports(List.of(Report.of("", List.of(), explanation, NOW, false)));
  }

  private static String policy(String subject) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
        + " {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/gitlab.com\"}, \"Action\":"
        + " \"sts:AssumeRoleWithWebIdentity\", \"Condition\": {\"StringEquals\":"
        + " {\"gitlab.com:sub\": \""
        + subject
        + "\"}}}]}";
  }
}
