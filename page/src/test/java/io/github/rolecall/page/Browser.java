package io.github.rolecall.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives a headless Chromium as a user does.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class Browser implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port) {
    this.driver = driver;
    String driverUrl = "http://127.0.0.1:" + port + "/session";
    JsonValue started =
        call(
            "POST",
            driverUrl,
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "browserName",
                        "chrome",
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL", "performance", "ALL"),
                        "goog:chromeOptions",
                        Map.of(
                            "args",
                            List.of(
                                "--headless=new",
                                // Chromium has no sandbox for root, and containers run tests as
                                // root.
                                "--no-sandbox",
                                "--disable-gpu",
                                "--window-size=1400,1000"))))));
    session = driverUrl + "/" + started.path("sessionId").text();
  }

  /** Starts Chromium. Skips the test if Chromium or its driver is missing, except in CI. */
  static Browser start() throws IOException {
    boolean there =
        Files.isExecutable(Path.of("/usr/bin/chromedriver"))
            && Files.isExecutable(Path.of("/usr/bin/chromium"));
    assertFalse(!there && "true".equals(System.getenv("CI")), "CI has Chromium and its driver");
    assumeTrue(there, "chromium and chromium-driver are not installed on this machine");
    Process driver =
        new ProcessBuilder("/usr/bin/chromedriver", "--port=0").redirectErrorStream(true).start();
    var output = new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher port = STARTED.matcher(line);
      if (port.find()) {
        return new Browser(driver, Integer.parseInt(port.group(1)));
      }
    }
    throw new IOException("chromedriver ended before it listened");
  }

  void open(URI address) {
    post("/url", Map.of("url", address.toString()));
  }

  /** Goes back as the button does, and waits for the page. */
  void back() {
    post("/back", Map.of());
  }

  void reload() {
    post("/refresh", Map.of());
  }

  void type(String css, String text) {
    post("/element/" + find(css) + "/value", Map.of("text", text));
  }

  void click(String css) {
    post("/element/" + find(css) + "/click", Map.of());
  }

  /** Presses keys one after the other, at the current focus. */
  void press(String keys) {
    var actions = new ArrayList<Map<String, String>>();
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              actions.add(Map.of("type", "keyDown", "value", key));
              actions.add(Map.of("type", "keyUp", "value", key));
            });
    post(
        "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
  }

  /** Returns the visible text of an element; empty while it is hidden. */
  String text(String css) {
    return get("/element/" + find(css) + "/text").text();
  }

  String value(String css) {
    return get("/element/" + find(css) + "/property/value").text();
  }

  /** Replaces the text at once, as a paste does. */
  void paste(String css, String text) {
    run(
        "const e = document.querySelector(arguments[0]); e.focus(); e.select();"
            + " document.execCommand('insertText', false, arguments[1]);",
        css,
        text);
  }

  void choose(String css, String value) {
    run(
        "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            + " for (const t of ['input', 'change'])"
            + " e.dispatchEvent(new Event(t, {bubbles: true}));",
        css,
        value);
  }

  JsonValue run(String script, String... arguments) {
    return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Runs a script whose last argument is a function that ends it. */
  void runAsync(String script) {
    post("/execute/async", Map.of("script", script, "args", List.of()));
  }

  /** Sends a command of Chromium's own protocol. */
  JsonValue command(String name, Map<String, Object> parameters) {
    return post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  /** Returns the entries of a log since the last call: {@code browser} or {@code performance}. */
  List<String> log(String type) {
    return post("/se/log", Map.of("type", type)).items().stream()
        .map(entry -> entry.path("message").text())
        .toList();
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(get("/screenshot").text()));
  }

  private String find(String css) {
    return post("/element", Map.of("using", "css selector", "value", css)).path(ELEMENT).text();
  }

  private JsonValue get(String path) {
    return call("GET", session + path, Map.of());
  }

  private JsonValue post(String path, Map<String, Object> body) {
    return call("POST", session + path, body);
  }

  private JsonValue call(String method, String url, Map<String, Object> body) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(JsonWriter.compact(body))
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonValue value = JsonText.read(response.body()).root().path("value");
      if (response.statusCode() >= 400) {
        throw new IllegalStateException(
            value.path("error").text() + ": " + value.path("message").text());
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      call("DELETE", session, Map.of());
      driver.destroy();
      driver.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroyForcibly();
    }
  }
}
