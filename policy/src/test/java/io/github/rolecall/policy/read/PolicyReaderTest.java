package io.github.rolecall.policy.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.GoldenSections;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.generate.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the files in {@code cases} that are not YAML, without a YAML parser. The tests of the
 * command read all of them, and check the messages of its parsers.
 */
class PolicyReaderTest {
  private static final Path CASES =
      Path.of("src", "test", "resources", "io", "github", "rolecall", "policy", "read", "cases");
  private static final PolicyReader READER =
      new PolicyReader(JsonTexts::document, JsonTexts::document);

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> input(folder).isPresent())
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.contains("utf-16"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Optional<Path> input(Path folder) {
    return Stream.of("input.json", "input.jsonc", "input.txt")
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst();
  }

  private static Explanation explained(TrustPolicy policy, JsonValue expected) {
    String subject =
        expected.has("sub") ? expected.path("sub").text() : "repo:acme/shop:ref:refs/heads/main";
    var claims =
        JsonValue.ofTexts(
            Map.of(
                "iss", "https://token.actions.githubusercontent.com",
                "aud", "sts.amazonaws.com",
                "repository", "acme/shop",
                "sub", subject));
    return Explanation.of(
        new Request(
            new Claims(claims), role(expected), Optional.of("s"), Optional.empty(), Instant.EPOCH),
        Optional.of(policy));
  }

  private static Optional<RoleArn> role(JsonValue expected) {
    return RoleArn.parse(expected.path("role").text());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aFileIsReadOrRefused(String name) throws IOException {
    Path folder = CASES.resolve(name);
    JsonValue expected = JsonTexts.value(Files.readString(folder.resolve("expected.json"), UTF_8));
    String text = Files.readString(input(folder).orElseThrow(), UTF_8);
    if (expected.has("message")) {
      assertThrows(IllegalArgumentException.class, () -> READER.read(text).of(role(expected)));
      return;
    }
    Explanation explanation = explained(READER.read(text).of(role(expected)), expected);
    String said = explanation.findings().toString();
    assertEquals(expected.path("verdict").text(), explanation.verdict().text(), said);
    for (JsonValue value : expected.path("values").items()) {
      assertTrue(said.contains(value.text()), said);
    }
  }

  /**
   * Compares the whole policy and all its faults for each file, or the reason if the file is
   * rejected.
   */
  @Test
  void whatIsReadIsAsBefore() throws IOException {
    var sections = new ArrayList<String>();
    for (String name : cases().toList()) {
      sections.add("== " + name + "\n" + outcome(CASES.resolve(name)) + "\n");
    }
    GoldenSections.assertSame("policies-that-are-read", sections);
  }

  private static String outcome(Path folder) throws IOException {
    JsonValue expected = JsonTexts.value(Files.readString(folder.resolve("expected.json"), UTF_8));
    String text = Files.readString(input(folder).orElseThrow(), UTF_8);
    try {
      PolicyFile file = READER.read(text);
      TrustPolicy policy = file.of(role(expected));
      return Stream.concat(
              Stream.of("named: " + file.named(), PolicyDocument.of(policy)),
              Stream.concat(policy.faults().stream(), policy.duplicateKeys().stream())
                  .map(Object::toString))
          .collect(Collectors.joining("\n"));
    } catch (IllegalArgumentException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
