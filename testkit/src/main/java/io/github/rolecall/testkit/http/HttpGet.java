package io.github.rolecall.testkit.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches documents, each over a connection of its own and without ever trying twice: the JDK's
 * clients repeat a GET behind their caller's back, which would use up faults that were meant to be
 * seen.
 *
 * @param tls trusts the servers, empty for plain HTTP
 * @param timeout for connecting, and for each wait for more of the answer
 */
public record HttpGet(Optional<SSLSocketFactory> tls, Duration timeout) {

  /**
   * The body of a document.
   *
   * @throws IOException when there is no answer, a cut one, or one with a status other than 200
   */
  public String fetch(URI uri) throws IOException {
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket transport = new Socket()) {
      transport.setSoTimeout(millis);
      transport.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), millis);
      Socket channel = tls.isPresent() ? secure(tls.get(), transport, uri) : transport;
      String head =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
              .formatted(uri.getRawPath(), uri.getRawAuthority());
      channel.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return read(new WireReader(new BufferedInputStream(channel.getInputStream())));
    }
  }

  private static Socket secure(SSLSocketFactory tls, Socket transport, URI uri) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(transport, uri.getHost(), uri.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static String read(WireReader reader) throws IOException {
    MessageHead head = reader.head().orElseThrow(() -> new EOFException("no answer"));
    String body = reader.body(head.headers());
    if (!head.startLine().startsWith("HTTP/1.1 200")) {
      throw new IOException("answered " + head.startLine());
    }
    return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
