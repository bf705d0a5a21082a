package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.SharedCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the answers of the compiled script in Chromium with those of {@link Explainer} in Java,
 * character by character. Errors of the compiler show only in generated cases.
 */
@Tag("long")
class BrowserEqualityIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCRIPT = Path.of("target", "script", "rolecall.js");

  /** A script that answers each request, and prints the answers whose hashes differ. */
  private static final String COMPARE =
      """
      const sum = text => {
        let a = 0x811c9dc5, b = 7;
        for (let i = 0; i < text.length; i++) {
          a = Math.imul(a ^ text.charCodeAt(i), 16777619);
          b = Math.imul(b, 31) + text.charCodeAt(i) | 0;
        }
        return a + ' ' + b;
      };
      const cases = JSON.parse(document.getElementById('cases').textContent);
      const differing = [];
      cases.forEach(([request, expected], index) => {
        let answer;
        try { answer = rolecall.answer(request); } catch (e) { answer = String(e.stack); }
        if (sum(answer) !== expected) differing.push({index, answer});
      });
      document.getElementById('result').textContent =
          JSON.stringify({compared: cases.length, count: differing.length, differing: differing.slice(0, 20)});
      """;

  @TempDir private Path folder;

  /** Computes the same hash as the script. */
  private static String sum(String text) {
    int a = 0x811c9dc5;
    int b = 7;
    for (int i = 0; i < text.length(); i++) {
      a = (a ^ text.charAt(i)) * 16777619;
      b = b * 31 + text.charAt(i);
    }
    return a + " " + b;
  }

  private JsonValue compared(List<String> requests, List<String> answers) throws Exception {
    var cases = new ArrayList<List<String>>();
    for (int i = 0; i < requests.size(); i++) {
      cases.add(List.of(requests.get(i), sum(answers.get(i))));
    }
    Path page = folder.resolve("compare.html");
    Files.writeString(
        page,
        "<!doctype html><meta charset=utf-8><pre id=result></pre>"
            + "<script type=application/json id=cases>"
            + JsonWriter.compact(cases).replace("<", "\\u003c").replace("\0", "\\u0000")
            + "</script><script>var rolecall={};(function(exports){"
            + Files.readString(SCRIPT)
            + "\n})(rolecall);</script><script>"
            + COMPARE
            + "</script>");
    return JsonReader.document(result(chromium(page))).root();
  }

  /** Returns the HTML of the page after Chromium has run it. */
  private String chromium(Path page) throws Exception {
    boolean there = Files.isExecutable(CHROMIUM);
    assertFalse(!there && "true".equals(System.getenv("CI")), "CI has Chromium");
    assumeTrue(there, "chromium is not installed on this machine");
    Path output = folder.resolve("output.html");
    Process process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                // Chromium has no sandbox for root, and containers run tests as root.
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertTrue(process.waitFor(8, TimeUnit.MINUTES), "Chromium did not end");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static String result(String html) {
    String start = "<pre id=\"result\">";
    int from = html.indexOf(start) + start.length();
    return html.substring(from, html.indexOf("</pre>", from))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  @Test
  void everyAnswerIsThatOfJava() throws Exception {
    List<SharedCases> all = SharedCases.all();
    List<String> requests = all.stream().map(Requests::of).toList();
    List<String> answers = requests.stream().map(Explainer::answer).toList();
    JsonValue result = compared(requests, answers);
    var differences = new ArrayList<String>();
    for (JsonValue one : result.path("differing").items()) {
      int index = Integer.parseInt(one.path("index").text());
      differences.add(
          all.get(index).name() + difference(answers.get(index), one.path("answer").text()));
    }
    assertEquals("0", result.path("count").text(), () -> String.join("\n", differences));
    assertEquals(String.valueOf(all.size()), result.path("compared").text());
    assertTrue(all.size() > 4_000, "cases: " + all.size());
  }

  private static String difference(String java, String browser) {
    int same = 0;
    while (same < Math.min(java.length(), browser.length())
        && java.charAt(same) == browser.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - 60);
    return "\n  Java:    %s\n  browser: %s"
        .formatted(
            java.substring(from, Math.min(java.length(), same + 90)),
            browser.substring(from, Math.min(browser.length(), same + 90)));
  }

  @Test
  void anotherAnswerIsSeen() throws Exception {
    String request = Requests.of(SharedCases.all().get(0));
    String answer = Explainer.answer(request);
    JsonValue result = compared(List.of(request, request), List.of(answer, answer + " "));
    assertEquals("1", result.path("count").text());
    assertEquals(answer, result.path("differing").items().get(0).path("answer").text());
  }

  /** Megabytes, deep nesting and hostile text get an answer within about a second. */
  @Test
  void hostileTextsAreAnswered() throws Exception {
    var requests = new ArrayList<String>();
    for (String policy :
        List.of(
            "[".repeat(900_000),
            "{\"a\":".repeat(150_000),
            "x".repeat(5_000_000),
            "\"".repeat(900_000),
            "<script>alert(1)</script>",
            "[".repeat(499) + "]".repeat(499),
            "{\"Statement\": [" + "{},".repeat(300_000) + "{}]}")) {
      requests.add(
          JsonWriter.compact(Map.of("policy", policy, "claims", "{\"iss\":\"x\"}", "now", 0)));
    }
    JsonValue result = compared(requests, requests.stream().map(Explainer::answer).toList());
    assertEquals("0", result.path("count").text(), result.path("differing").toString());
  }
}
