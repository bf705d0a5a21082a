package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.job.JobExample;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Tests of the page as users see it, opened from a folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
abstract class OpenedPage {
  static final Path FILE = Path.of("target", "page", "rolecall.html").toAbsolutePath();
  static final Path PICTURES = Path.of("target", "pictures");
  static final URI PAGE = FILE.toUri();

  Browser browser;

  @BeforeAll
  void startBrowser() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openThePage() {
    browser.open(URI.create("about:blank"));
    browser.log("browser");
    browser.log("performance");
    browser.open(PAGE);
  }

  /** Whatever a test does, the page makes no request and logs no error. */
  @AfterEach
  void nothingWasRequestedAndNothingFailed() {
    assertEquals(List.of(), browser.log("browser"));
    assertEquals(List.of(), requests());
  }

  /** The addresses that were requested since the last call, other than that of a file. */
  List<String> requests() {
    return browser.log("performance").stream()
        .map(entry -> JsonText.read(entry).root().path("message"))
        .filter(message -> message.path("method").text().equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url").text())
        .filter(address -> !address.startsWith("file://") && !address.equals("about:blank"))
        .toList();
  }

  /** Opens an address as a new visitor does. */
  void visit(String address) {
    browser.open(URI.create("about:blank"));
    browser.open(URI.create(address));
  }

  /** Puts a text into a field, as a script does, and waits for the answer. */
  void put(String css, String text) {
    browser.run("document.querySelector(arguments[0]).value = arguments[1];", css, text);
    double before = number("document.documentElement.dataset.answers");
    long start = System.nanoTime();
    browser.run(
        "document.querySelector(arguments[0]).dispatchEvent(new Event('input', {bubbles: true}));",
        css);
    // The page answers long texts after a pause in typing.
    while (number("document.documentElement.dataset.answers") == before) {
      assertTrue(System.nanoTime() - start < TimeUnit.MINUTES.toNanos(1), "no answer");
    }
  }

  void applyAndExpectAllowed() {
    browser.click("#apply");
    assertEquals("allowed", verdict());
  }

  String verdict() {
    return script("document.querySelector('#verdict').className");
  }

  String focused() {
    return script("document.activeElement.id");
  }

  String address() {
    return script("location.href");
  }

  /** What a link of the page carries. */
  static JsonValue carried(String address) {
    String encoded = address.substring(address.indexOf('#') + 1);
    return JsonText.read(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8))
        .root();
  }

  /** An address that carries this text. */
  static String link(String text) {
    return PAGE + "#" + encoded(text);
  }

  String script(String expression) {
    return browser.run("return String(" + expression + ")").text();
  }

  double number(String expression) {
    return Double.parseDouble(script(expression));
  }

  static JobExample example(int i) {
    return JobExample.all().get(i);
  }

  static JobExample named(String start) {
    return JobExample.all().stream()
        .filter(example -> example.title().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  /** A token whose signature is {@code c2lnLW9mLWl0}. */
  static String token(String claims) {
    return encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + "." + encoded("sig-of-it");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
