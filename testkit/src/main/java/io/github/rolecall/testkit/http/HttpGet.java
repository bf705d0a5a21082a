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
 * An HTTP client that fetches each document over a new connection and never retries. The clients of
 * the JDK retry a GET silently, which would consume faults that a test expects to see.
 *
 * @param tls the TLS settings that trust the servers; empty for plain HTTP
 * @param timeout the timeout for connecting and for each read
 */
public record HttpGet(Optional<SSLSocketFactory> tls, Duration timeout) {

  /**
   * Returns the body of a document.
   *
   * @throws IOException when there is no response, or it is truncated, or its status is not 200
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
    MessageHead head = reader.head().orElseThrow(() -> new EOFException("no response"));
    String body = reader.body(head.headers());
    if (!head.startLine().startsWith("HTTP/1.1 200")) {
      throw new IOException("unexpected response: " + head.startLine());
    }
    return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
