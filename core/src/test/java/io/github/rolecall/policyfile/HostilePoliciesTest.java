package io.github.rolecall.policyfile;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests policies that are written to keep a job busy. Without limits, each would take minutes or
 * more.
 */
class HostilePoliciesTest {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final JsonValue CLAIMS =
      JsonReader.object(
              """
              {"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
               "exp": 1795790000}
              """)
          .orElseThrow()
          .with("sub", JsonValue.of("a".repeat(15_000)));

  static Stream<List<String>> subjects() {
    return Stream.of(
        List.of("${".repeat(40_000)),
        List.of("${" + " ".repeat(100_000)),
        List.of("{{".repeat(40_000)),
        Collections.nCopies(20, "*a".repeat(900) + "b"),
        Collections.nCopies(20, "*?a".repeat(600) + "b"),
        Collections.nCopies(20, "*" + "a".repeat(9000) + "b*"),
        Collections.nCopies(20, "*" + "a?".repeat(4500) + "b*"),
        IntStream.range(0, 12_000).mapToObj(i -> "repo:acme/r" + i + ":*").toList());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void subjectsAreComparedAtOnce(List<String> subjects) {
    Map<String, Object> statement =
        Map.of(
            "Effect",
            "Allow",
            "Principal",
            Map.of("Federated", "arn:aws:iam::111122223333:oidc-provider/" + ISSUER),
            "Action",
            "sts:AssumeRoleWithWebIdentity",
            "Condition",
            Map.of("StringLike", Map.of(ISSUER + ":sub", subjects)));
    String text = JsonWriter.compact(Map.of("Version", "2012-10-17", "Statement", statement));
    var request =
        new Request(
            new Claims(CLAIMS),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-27T12:00:00Z"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> Explanation.of(request, Optional.of(PolicyFiles.read(text).of(Optional.empty()))));
  }
}
