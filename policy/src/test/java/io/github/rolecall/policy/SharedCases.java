package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Requests as texts, for tests that compare two implementations: all cases of this module,
 * variations of them, and generated requests.
 *
 * @param now the time, in seconds since 1970
 */
public record SharedCases(
    String name,
    String policy,
    String claims,
    Optional<String> role,
    Optional<String> sessionName,
    long now) {
  private static final Path RESOURCES =
      Path.of("..", "policy", "src", "test", "resources", "io", "github", "rolecall", "policy");

  /** The number of generated requests, and of variations. */
  private static final int GENERATED = 2_000;

  private static final String GITHUB =
      "{\"iss\": \"https://token.actions.githubusercontent.com\", \"aud\": \"sts.amazonaws.com\","
          + " \"repository\": \"acme/shop\", \"sub\": \"repo:acme/shop:ref:refs/heads/main\"}";

  /** Texts for insertion: wildcards, parts of JSON, and characters of other alphabets. */
  private static final List<String> PARTS =
      List.of(
          "*",
          "?",
          "${",
          "${*}",
          "$",
          ":",
          "/",
          "@",
          "A",
          "a",
          "0",
          "7",
          "repo:",
          "ref:",
          "refs/",
          "\u0131",
          "\u0130",
          "\u00a0",
          "\ufeff",
          "\u2028",
          "\u00df",
          "\u00e9",
          "\ud83d\ude80",
          "\\",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          " ",
          "\n",
          "<",
          "</script>",
          "-1",
          "1e3",
          "0.10",
          "true",
          "null",
          "\u0085",
          "\u0000",
          "arn:aws:iam::",
          "StringLike",
          "IfExists");

  /** All requests, always in the same order. */
  public static List<SharedCases> all() throws IOException {
    var all = new ArrayList<SharedCases>();
    CasesTest.cases().map(SharedCases::of).forEach(all::add);
    Files.readString(RESOURCES.resolve("public-policies.jsonl"), UTF_8)
        .lines()
        .map(JsonTexts::value)
        .map(one -> of(one.path("id").text(), CasesTest.request(one), one.path("policy")))
        .forEach(all::add);
    try (Stream<Path> folders = Files.list(RESOURCES.resolve("read/cases"))) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("input.json");
        if (Files.exists(file)) {
          all.add(
              new SharedCases(
                  folder.getFileName().toString(),
                  new String(Files.readAllBytes(file), UTF_8),
                  GITHUB,
                  Optional.empty(),
                  Optional.empty(),
                  0));
        }
      }
    }
    List<SharedCases> written = List.copyOf(all);
    for (int seed = 0; seed < GENERATED; seed++) {
      all.add(generated(seed));
      all.add(written.get(seed % written.size()).changed(new Random(seed)));
    }
    return all;
  }

  private static SharedCases of(CasesTest.Case one) {
    return of(one.name(), one.request(), JsonValue.of(one.policy()));
  }

  private static SharedCases of(String name, Request request, JsonValue policy) {
    return new SharedCases(
        name,
        policy.isString() ? policy.text() : policy.toString(),
        request.claims().all().toString(),
        request.role().map(Object::toString),
        request.sessionName(),
        request.now().getEpochSecond());
  }

  private static SharedCases generated(int seed) {
    var random = new RandomPolicies(seed);
    return new SharedCases(
        "generated " + seed,
        "{\"Version\":\"2012-10-17\",\"Statement\":"
            + JsonWriter.compact(random.statements())
            + "}",
        JsonWriter.compact(random.claims()),
        Optional.of("arn:aws:iam::111122223333:role/Deploy"),
        seed % 2 == 0 ? Optional.empty() : Optional.of("prod"),
        0);
  }

  private SharedCases changed(Random random) {
    return new SharedCases(
        name + ", changed",
        random.nextInt(3) == 0 ? policy : changed(policy, random),
        random.nextInt(3) == 0 ? changed(claims, random) : claims,
        role,
        sessionName,
        now);
  }

  /**
   * Changes a text in a few places, mostly inside of strings, so that most JSON texts remain valid.
   */
  private static String changed(String text, Random random) {
    var changed = new StringBuilder(text);
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(changed.length());
      int end = Math.min(changed.length(), at + random.nextInt(3));
      changed.replace(at, end, PARTS.get(random.nextInt(PARTS.size())));
    }
    // A file cannot contain an unpaired surrogate.
    return new String(changed.toString().getBytes(UTF_8), UTF_8);
  }
}
