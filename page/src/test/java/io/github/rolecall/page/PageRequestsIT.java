package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a script in the page could send nothing, and that the tests would see it. */
class PageRequestsIT extends OpenedPage {
  /** Ways in which scripts make requests. The last one waits for all of them. */
  private static final String ATTEMPTS =
      """
      const to = arguments[0], made = [];
      const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
      const attempt = (name, how) => { try { how(); made.push(name); } catch (e) { made.push(name + ' ' + e.name); } };
      attempt('fetch', () => fetch(to + 'fetch', {mode: 'no-cors'}).catch(() => {}));
      attempt('beacon', () => navigator.sendBeacon(to + 'beacon', 'x'));
      attempt('image', () => add('img', {src: to + 'image'}));
      attempt('script', () => add('script', {src: to + 'script'}));
      attempt('style', () => add('link', {rel: 'stylesheet', href: to + 'style'}));
      attempt('frame', () => add('iframe', {src: to + 'frame'}));
      attempt('prefetch', () => add('link', {rel: 'prefetch', href: to + 'prefetch'}));
      attempt('video', () => add('video', {src: to + 'video'}));
      attempt('xhr', () => { const x = new XMLHttpRequest(); x.open('GET', to + 'xhr'); x.send(); });
      attempt('form', () => { add('form', {action: to + 'form', id: 'sent', target: '_blank'}); document.querySelector('#sent').submit(); });
      return made.length;
      """;

  @TempDir private Path folder;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    received.clear();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void theContentSecurityPolicyForbidsEveryRequest() {
    assertEquals(10, Integer.parseInt(browser.run(ATTEMPTS, server()).toString()));
    awaitLater();
    assertEquals(List.of(), received);
    List<String> refusals = browser.log("browser");
    assertTrue(refusals.stream().allMatch(line -> line.contains("Content Security Policy")));
    assertTrue(refusals.size() >= 9, refusals.toString());
    requests();
  }

  @Test
  void theSameRequestsOfAPageWithoutThatPolicyAreSeen() throws IOException {
    String page = Files.readString(FILE);
    String open = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    assertTrue(open.length() < page.length());
    browser.open(Files.writeString(folder.resolve("open.html"), open).toUri());
    assertEquals(List.of(), requests());
    browser.run(ATTEMPTS, server());
    awaitLater();
    assertTrue(
        received.containsAll(List.of("/fetch", "/image", "/frame", "/xhr")), received::toString);
    assertTrue(
        requests().containsAll(List.of(server() + "fetch", server() + "image", server() + "xhr")));
    browser.open(URI.create("about:blank"));
    browser.log("browser");
    requests();
  }

  /** A request of the test itself comes last, from outside the page. */
  private void awaitLater() {
    browser.runAsync("setTimeout(arguments[arguments.length - 1], 1500)");
  }

  private String server() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
