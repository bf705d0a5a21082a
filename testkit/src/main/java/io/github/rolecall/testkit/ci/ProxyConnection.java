package io.github.rolecall.testkit.ci;

import io.github.rolecall.testkit.http.Headers;
import io.github.rolecall.testkit.http.MessageHead;
import io.github.rolecall.testkit.http.WireReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of a client to the proxy. It serves one request or one tunnel, and then closes.
 */
final class ProxyConnection {

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^:/@\\s\\[\\]]+):(\\d{1,5})");

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final TestProxy proxy;
  private final Socket client;

  ProxyConnection(TestProxy proxy, Socket client) {
    this.proxy = proxy;
    this.client = client;
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  void serve() {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      var reader = new WireReader(in);
      Optional<MessageHead> head = reader.head();
      if (head.isPresent()) {
        answer(head.get(), reader, in);
      }
    } catch (IOException e) {
      // The client or the server closed the connection.
    } finally {
      proxy.forget(client);
    }
  }

  private void answer(MessageHead head, WireReader reader, InputStream in) throws IOException {
    String[] words = head.startLine().split(" ", -1);
    if (words.length != 3
        || !words[2].equals("HTTP/1.1")
        || head.headers().first("Host").isEmpty()) {
      refuse(400, "Bad Request", "");
      return;
    }
    boolean tunnel = words[0].equals("CONNECT");
    proxy.record(words[0] + " " + words[1]);
    String body = tunnel ? "" : reader.body(head.headers());
    if (proxy.refusal().isPresent()) {
      refuse(proxy.refusal().get(), "Refused", "");
    } else if (!proxy.admits(head.headers().first("Proxy-Authorization"))) {
      refuse(407, "Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"test\"\r\n");
    } else if (tunnel) {
      tunnel(words[1], in);
    } else {
      forward(words[0], words[1], head.headers(), body);
    }
  }

  private void tunnel(String authority, InputStream in) throws IOException {
    Matcher target = AUTHORITY.matcher(authority);
    if (!target.matches()) {
      refuse(400, "Bad Request", "");
      return;
    }
    Optional<Socket> upstream = connect(target.group(1), Integer.parseInt(target.group(2)));
    if (upstream.isEmpty()) {
      return;
    }
    try (Socket server = upstream.get()) {
      write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      daemon(() -> pump(in, server));
      pump(server.getInputStream(), client);
    } finally {
      proxy.forget(upstream.get());
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
        out.write(bytes, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // The tunnel ends when the client or the server closes its connection.
    }
  }

  /** Does not use getHost(), which returns null for a name with an underscore. */
  private static String host(String authority) {
    return authority.replaceFirst(":\\d*$", "");
  }

  private static int port(String authority) {
    String digits = authority.substring(host(authority).length()).replace(":", "");
    return digits.isEmpty() ? 80 : Integer.parseInt(digits);
  }

  private void forward(String method, String target, Headers headers, String body)
      throws IOException {
    URI url;
    try {
      url = URI.create(target);
    } catch (IllegalArgumentException e) {
      refuse(400, "Bad Request", "");
      return;
    }
    // Clients use CONNECT for https targets, and must not send origin form to a proxy.
    String authority = url.getRawAuthority();
    if (!"http".equals(url.getScheme()) || authority == null || authority.contains("@")) {
      refuse(400, "Bad Request", "");
      return;
    }
    Optional<Socket> upstream = connect(host(authority), port(authority));
    if (upstream.isEmpty()) {
      return;
    }
    try (Socket server = upstream.get()) {
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
      String start = method + " " + path + query + " HTTP/1.1";
      write(server, endToEnd(start, headers, body));
      respond(new BufferedInputStream(server.getInputStream()));
    } finally {
      proxy.forget(upstream.get());
    }
  }

  private void respond(InputStream in) throws IOException {
    var reader = new WireReader(in);
    Optional<MessageHead> head = reader.head();
    if (head.isEmpty()) {
      refuse(502, "Bad Gateway", "");
      return;
    }
    Headers headers = head.get().headers();
    write(client, endToEnd(head.get().startLine(), headers, reader.bodyOfResponse(headers)));
  }

  /** The message without hop-by-hop headers, and with its content length. */
  private static String endToEnd(String start, Headers headers, String body) {
    StringBuilder text = new StringBuilder(start).append("\r\n");
    headers
        .fields()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name)) {
                values.forEach(value -> text.append(name + ": " + value + "\r\n"));
              }
            });
    return text.append("connection: close\r\ncontent-length: " + body.length() + "\r\n\r\n")
        .append(body)
        .toString();
  }

  private Optional<Socket> connect(String host, int port) throws IOException {
    Optional<Socket> server = Optional.empty();
    try {
      server = proxy.connect(host, port);
    } catch (IOException e) {
      // The code below responds with 502.
    }
    if (server.isEmpty()) {
      refuse(502, "Bad Gateway", "");
    }
    return server;
  }

  private void refuse(int status, String reason, String headers) throws IOException {
    write(
        client,
        "HTTP/1.1 %d %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(status, reason, headers));
  }

  private static void write(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
