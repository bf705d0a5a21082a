package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SsoProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The redirect target of a browser sign-in: a port of this machine that accepts one answer. Any
 * other request is refused and does not end the wait.
 */
final class LoopbackRedirect implements AutoCloseable {
  /**
   * The redirect URI of the client. The client may use any port of this address (RFC 8252, 7.3).
   */
  static final String REGISTERED = "http://127.0.0.1/oauth/callback";

  private static final String PATH = "/oauth/callback";

  private final ServerSocket socket;

  private LoopbackRedirect(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens the port.
   *
   * @param port 0 for any free port
   * @throws CredentialsException with {@link SsoProblem.PortUnusable}
   */
  static LoopbackRedirect open(int port) {
    try {
      // Only the loopback address: no other machine can reach it.
      byte[] loopback = {127, 0, 0, 1};
      return new LoopbackRedirect(new ServerSocket(port, 5, InetAddress.getByAddress(loopback)));
    } catch (IOException e) {
      throw new CredentialsException(
          new SsoProblem.PortUnusable(port, String.valueOf(e.getMessage())), e);
    }
  }

  String uri() {
    return "http://127.0.0.1:" + socket.getLocalPort() + PATH;
  }

  /**
   * Waits for the browser.
   *
   * @return the query parameters of its request; empty after the time limit
   */
  Optional<Map<String, String>> await(String state, Duration limit, Clock clock) {
    Instant end = clock.instant().plus(limit);
    while (true) {
      long left = Duration.between(clock.instant(), end).toMillis();
      if (left <= 0) {
        return Optional.empty();
      }
      try {
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        try (Socket browser = socket.accept()) {
          Optional<Map<String, String>> answer = answer(browser, state);
          if (answer.isPresent()) {
            return answer;
          }
        }
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      } catch (IOException e) {
        // The browser may reconnect after a broken connection.
      }
    }
  }

  private static Optional<Map<String, String>> answer(Socket browser, String state)
      throws IOException {
    Optional<String> head = RequestHead.read(browser);
    if (head.isEmpty()) {
      // Browsers open connections that they may not use.
      return Optional.empty();
    }
    String line = head.get().lines().findFirst().orElse("");
    String[] words = line.split(" ", -1);
    String target = words.length == 3 && words[0].equals("GET") ? words[1] : "";
    if (!target.startsWith(PATH + "?")) {
      page(browser, "404 Not Found", "Nothing is here.");
      return Optional.empty();
    }
    Map<String, String> query = query(target.substring(PATH.length() + 1));
    if (!state.equals(query.get("state"))) {
      page(browser, "400 Bad Request", "This response does not belong to this sign-in.");
      return Optional.empty();
    }
    page(
        browser,
        "200 OK",
        !query.getOrDefault("code", "").isEmpty()
            ? "Signed in. You can close this page and return to the terminal."
            : "Not signed in. Return to the terminal.");
    return Optional.of(query);
  }

  private static Map<String, String> query(String text) {
    var query = new LinkedHashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        query.putIfAbsent(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void page(Socket browser, String status, String text) throws IOException {
    String body =
        "<!doctype html><meta charset=\"utf-8\"><title>Rolecall</title><p>" + text + "</p>\n";
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n";
    browser.getOutputStream().write((head + body).getBytes(UTF_8));
    browser.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a port could not be given back", e);
    }
  }
}
