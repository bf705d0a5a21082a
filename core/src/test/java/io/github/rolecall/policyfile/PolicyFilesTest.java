package io.github.rolecall.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.file.TextEncoding;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests policy files as users have them. Each folder of {@code cases} has a file, and in {@code
 * expected.json} the requested role, the subject of the job, and the verdict or the message.
 */
class PolicyFilesTest {
  /** The module policy tests the cases in JSON, without the parsers of this module. */
  private static final Path CASES =
      Path.of("..", "policy", "src", "test", "resources")
          .resolve(Path.of("io", "github", "rolecall", "policy", "read", "cases"));

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static JsonValue expected(String name) throws IOException {
    return JsonReader.document(Files.readString(CASES.resolve(name).resolve("expected.json")))
        .root();
  }

  private static String input(String name) throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve(name))) {
      Path input =
          files
              .filter(file -> file.getFileName().toString().startsWith("input."))
              .findFirst()
              .orElseThrow();
      return TextEncoding.decode(Files.readAllBytes(input));
    }
  }

  private static Explanation explained(TrustPolicy policy, JsonValue expected) {
    String subject = expected.has("sub") ? expected.path("sub").text() : SUBJECT;
    JsonValue claims =
        JsonReader.object(
                """
                {"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
                 "repository": "acme/shop", "iat": 1795780000, "exp": 1795790000}
                """)
            .orElseThrow()
            .with("sub", JsonValue.of(subject));
    var request =
        new Request(new Claims(claims), role(expected), Optional.of("s"), Optional.empty(), NOW);
    return Explanation.of(request, Optional.of(policy));
  }

  private static Optional<RoleArn> role(JsonValue expected) {
    return RoleArn.parse(expected.path("role").text());
  }

  /** Compares the message, or the verdict and the findings, with the expected ones. */
  private static void holds(JsonValue expected, String said, List<String> codes) {
    for (JsonValue value : expected.path("values").items()) {
      assertTrue(said.contains(value.text()), said);
    }
    if (expected.has("finding")) {
      assertTrue(codes.contains(expected.path("finding").text()), said);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aFileIsReadOrTheMessageSaysWhyNot(String name) throws IOException {
    JsonValue expected = expected(name);
    String text = input(name);
    if (expected.has("message")) {
      var refusal =
          assertThrows(
              IllegalArgumentException.class, () -> PolicyFiles.read(text).of(role(expected)));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains(expected.path("message").text()), message);
      holds(expected, message, List.of());
    } else {
      Explanation explanation = explained(PolicyFiles.read(text).of(role(expected)), expected);
      String said = explanation.findings().toString();
      assertEquals(expected.path("verdict").text(), explanation.verdict().text(), said);
      holds(
          expected,
          said,
          explanation.findings().stream().map(finding -> finding.code().code()).toList());
    }
  }

  @Test
  void thereAreCasesOfEachKind() throws IOException {
    List<String> names = cases().toList();
    for (String kind : List.of("get-role", "list-roles", "cloudformation", "terraform", "none")) {
      assertTrue(names.stream().filter(name -> name.startsWith(kind)).count() >= 5, kind);
    }
  }
}
