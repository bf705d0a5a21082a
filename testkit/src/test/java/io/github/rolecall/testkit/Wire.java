package io.github.rolecall.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP client that sends requests to a simulator under any host name, even if the certificate
 * does not contain it.
 */
record Wire(FakeAws aws) {
  /** A response. The body is the text after the head. */
  record Answer(int status, String head, String body) {
    /** The value of a header field; empty if it is absent. */
    String field(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    /** The value of a string member of the JSON body. */
    String member(String name) {
      return body.replaceFirst("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }
  }

  Answer send(String method, String host, String target, Map<String, String> headers, String body)
      throws IOException {
    var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    var sockets = aws.authority().client().getSocketFactory();
    try (Socket socket =
        sockets.createSocket(InetAddress.getLoopbackAddress(), aws.url().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
      String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(all.split(" ", 3)[1]), all.substring(0, end), all.substring(end + 4));
    }
  }

  /** Sends a signed request. */
  Answer signed(SigV4 signer, String method, URI address, Map<String, String> headers, String body)
      throws IOException {
    var all = new LinkedHashMap<>(headers);
    all.putAll(signer.sign(method, address, headers, body, Instant.now()));
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return send(method, address.getHost(), address.getRawPath() + query, all, body);
  }
}
