package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.FrontEnd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the remedies for a denial. AWS has one text for many causes, so known facts come first. */
class DenialsTest {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "Deploy");

  private static List<String> forSubject(String subject) {
    var claims =
        new Claims(
            JsonReader.object(
                    JsonWriter.compact(
                        Map.of("iss", ISSUER, "sub", subject, "aud", "sts.amazonaws.com")))
                .orElseThrow());
    return remedies(Optional.of(claims), "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  private static List<String> remedies(Optional<Claims> claims, String message) {
    var call = new StsCall("A", Optional.of(ROLE), claims, Optional.empty(), "r", "https://sts");
    return new StsProblem.Denied(call, "AccessDenied", message).remedies(FrontEnd.ACTION);
  }

  @Test
  void theSubjectIsToBeComparedFirst() {
    String first = forSubject("repo:o/r:ref:refs/heads/main").get(0);
    assertTrue(first.contains("arn:aws:iam::111122223333:role/Deploy"), first);
    assertTrue(
        first.contains("token.actions.githubusercontent.com:sub = repo:o/r:ref:refs/heads/main"),
        first);
  }

  @Test
  void subjectsWithIdsAreExplained() {
    assertTrue(forSubject("repo:o@1/r@2:ref:refs/heads/main").get(0).contains("List both forms"));
    assertFalse(
        forSubject("repo:o/r:ref:refs/heads/main").stream().anyMatch(text -> text.contains("ids")));
  }

  @Test
  void subjectsOfEnvironmentsAreExplained() {
    assertTrue(
        forSubject("repo:o/r:environment:prod").get(0).contains("environment:NAME"), "first");
  }

  @Test
  void aMissingTagPermissionLeavesNoOtherGuess() {
    List<String> remedies =
        remedies(
            Optional.empty(),
            "User: u is not authorized to perform: sts:TagSession on resource: r");
    assertEquals(2, remedies.size());
    assertTrue(remedies.get(0).startsWith("Allow sts:TagSession"), remedies.get(0));
    assertTrue(
        remedies.get(1).endsWith("role-skip-session-tagging: true"), "pasteable " + remedies);
  }

  @Test
  void withKeysBothSidesAndTheExternalIdAreNamed() {
    List<String> remedies = remedies(Optional.empty(), "is not authorized: sts:AssumeRole");
    assertTrue(remedies.get(0).contains("Check both policies"), remedies.get(0));
    assertTrue(remedies.get(1).contains("role-external-id"), remedies.get(1));
    assertTrue(remedies.get(2).contains("exists in account 111122223333"), remedies.get(2));
  }
}
