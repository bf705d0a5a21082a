package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Caller;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.iam.TrustPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the evaluation of trust policies. */
class TrustPolicyTest {
  private static final Caller SESSION =
      new Caller.RoleSession(
          Arn.parse("arn:aws:sts::111122223333:assumed-role/Deploy/ci"),
          Arn.parse("arn:aws:iam::111122223333:role/Deploy"));
  private static final Caller FEDERATED =
      new Caller.Federated(Arn.parse("arn:aws:iam::111122223333:oidc-provider/gitlab.com"));
  private static final RequestContext CONTEXT =
      RequestContext.empty()
          .with("gitlab.com:sub", "project_path:acme/shop:ref_type:branch:ref:main")
          .with("gitlab.com:amr", List.of("pwd", "otp"))
          .with("aws:PrincipalArn", "arn:aws:iam::111122223333:role/Deploy")
          .with("sts:RoleAuthorizedByIdp", "true");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals               | gitlab.com:sub | project_path:acme/shop:ref_type:branch:ref:main | true
          StringEquals               | gitlab.com:sub | project_path:acme/*                             | false
          StringEquals               | GitLab.com:SUB | project_path:acme/shop:ref_type:branch:ref:main | true
          StringEqualsIgnoreCase     | gitlab.com:sub | PROJECT_PATH:acme/shop:ref_type:branch:ref:MAIN | true
          StringNotEqualsIgnoreCase  | gitlab.com:sub | PROJECT_PATH:acme/shop:ref_type:branch:ref:MAIN | false
          StringLike                 | gitlab.com:sub | project_path:acme/*                             | true
          StringLike                 | gitlab.com:sub | project_path:acme/sho?:*                        | true
          StringLike                 | gitlab.com:sub | project_path:acme/sho?                          | false
          StringLike                 | gitlab.com:sub | PROJECT_PATH:*                                  | false
          StringNotLike              | gitlab.com:sub | project_path:evil/*                             | true
          StringNotLike              | gitlab.com:sub | project_path:acme/*                             | false
          StringEquals               | gitlab.com:ref | main                                            | false
          StringNotEquals            | gitlab.com:ref | main                                            | true
          StringEqualsIfExists       | gitlab.com:ref | main                                            | true
          StringEqualsIfExists       | gitlab.com:sub | main                                            | false
          ForAnyValue:StringEquals   | gitlab.com:amr | otp                                             | true
          ForAllValues:StringEquals  | gitlab.com:amr | otp                                             | false
          ForAllValues:StringEquals  | gitlab.com:ref | main                                            | true
          ForAnyValue:StringEquals   | gitlab.com:ref | main                                            | false
          ForAnyValue:StringNotEquals| gitlab.com:ref | main                                            | false
          Null                       | gitlab.com:ref | true                                            | true
          Null                       | gitlab.com:sub | true                                            | false
          Null                       | gitlab.com:sub | false                                           | true
          Bool                       | sts:RoleAuthorizedByIdp | true                                   | true
          ArnLike                    | aws:PrincipalArn | arn:aws:iam::*:role/*                         | true
          ArnEquals                  | aws:PrincipalArn | arn:aws:iam::111122223333:role/D?ploy         | true
          ArnLike                    | aws:PrincipalArn | arn:aws:*:role/Deploy                         | false
          ArnNotLike                 | aws:PrincipalArn | arn:aws:iam::*:role/Admin                     | true
          """)
  void evaluatesConditions(String operator, String key, String value, boolean holds) {
    assertEquals(
        holds,
        allows(
            FEDERATED,
            "sts:AssumeRoleWithWebIdentity",
            statement(
                "Allow",
                "{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/gitlab.com\"}",
                "sts:*",
                "{\"%s\":{\"%s\":\"%s\"}}".formatted(operator, key, value))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"AWS":"arn:aws:iam::111122223333:role/Deploy"}                   | true
          {"AWS":"arn:aws:sts::111122223333:assumed-role/Deploy/ci"}        | true
          {"AWS":["arn:aws:iam::444455556666:root","111122223333"]}         | true
          {"AWS":"arn:aws:iam::111122223333:root"}                          | true
          {"AWS":"arn:aws-cn:iam::111122223333:root"}                       | false
          {"AWS":"*"}                                                       | true
          "*"                                                               | true
          {"AWS":"arn:aws:sts::111122223333:assumed-role/Deploy/other"}     | false
          {"AWS":"arn:aws:iam::111122223333:role/Other"}                    | false
          {"Federated":"arn:aws:iam::111122223333:role/Deploy"}             | false
          {"Service":"ec2.amazonaws.com"}                                   | false
          """)
  void findsThePrincipal(String principal, boolean found) {
    assertEquals(
        found,
        allows(SESSION, "sts:AssumeRole", statement("Allow", principal, "sts:AssumeRole", "{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "sts:AssumeRole,true",
    "STS:assumerole,true",
    "sts:*,true",
    "sts:Assume*,true",
    "*,true",
    "sts:TagSession,false"
  })
  void matchesActions(String action, boolean matches) {
    assertEquals(
        matches, allows(SESSION, "sts:AssumeRole", statement("Allow", "\"*\"", action, "{}")));
  }

  @Test
  void denyWins() {
    String allow = statement("Allow", "\"*\"", "sts:*", "{}");
    String deny = statement("Deny", "\"*\"", "sts:TagSession", "{}");
    assertEquals(true, allows(SESSION, "sts:AssumeRole", allow, deny));
    assertEquals(false, allows(SESSION, "sts:TagSession", allow, deny));
    assertEquals(false, allows(SESSION, "sts:AssumeRole", deny));
  }

  @Test
  void allConditionsOfAStatementMustHoldAndAnyValueOfAList() {
    String both =
        """
        {"StringLike":{"gitlab.com:sub":["project_path:x:*","project_path:acme/*"],"gitlab.com:amr":"pwd"},
         "Bool":{"sts:RoleAuthorizedByIdp":true}}
        """;
    assertEquals(
        true, allows(SESSION, "sts:AssumeRole", statement("Allow", "\"*\"", "sts:*", both)));
    assertEquals(
        false,
        allows(
            SESSION,
            "sts:AssumeRole",
            statement("Allow", "\"*\"", "sts:*", both.replace("pwd", "no"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "{\"Statement\":{\"Effect\":\"allow\",\"Principal\":\"*\",\"Action\":\"sts:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"NotPrincipal\":\"*\",\"Action\":\"sts:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::1:role/*\"},\"Action\":\"sts:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Aws\":\"*\"},\"Action\":\"sts:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\",\"Condition\":{\"StringIs\":{\"a\":\"b\"}}}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\",\"Resource\":\"*\"}}"
      })
  void refusesPoliciesThatIamWouldRefuse(String json) {
    assertThrows(IllegalArgumentException.class, () -> TrustPolicy.parse(json));
  }

  private static boolean allows(Caller caller, String action, String... statements) {
    return TrustPolicy.parse("{\"Statement\":[" + String.join(",", statements) + "]}")
        .allows(caller, action, CONTEXT);
  }

  private static String statement(
      String effect, String principal, String action, String condition) {
    return "{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"%s\",\"Condition\":%s}"
        .formatted(effect, principal, action, condition);
  }
}
