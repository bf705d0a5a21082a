package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.Optional;

/** The JDK's own client, which starts faster than the newer one. */
final class UrlConnectionHttp implements Http {
  /** A token has at most 20,000 characters; a longer answer is none. */
  private static final int LONGEST_ANSWER = 256 * 1024;

  @Override
  public Answer ask(Request request) {
    Optional<ProxyServer> proxy = request.network().proxies().on(request.address());
    try {
      HttpURLConnection connection = new Connections(request.network()).open(request.address());
      connection.setRequestMethod(request.method());
      int patience = (int) request.patience().toMillis();
      connection.setConnectTimeout(Math.min(patience, connection.getConnectTimeout()));
      connection.setReadTimeout(patience);
      request.headers().forEach(connection::setRequestProperty);
      send(request, connection);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_PROXY_AUTH && proxy.isPresent()) {
        throw new CredentialsException(
            new NetworkProblem.ProxyRefused(
                request.service(),
                request.address().toString(),
                proxy.get().toString(),
                "HTTP status 407"));
      }
      String contentType = Optional.ofNullable(connection.getContentType()).orElse("");
      return new Answer(
          status,
          contentType,
          body(connection, status),
          Optional.ofNullable(connection.getHeaderField("Date")));
    } catch (IOException e) {
      throw new CredentialsException(
          NetworkProblem.of(
              request.service(), request.address().toString(), proxy.map(ProxyServer::toString), e),
          e);
    }
  }

  /** Methods other than GET say how long their body is, also when there is none. */
  private static void send(Request request, HttpURLConnection connection) throws IOException {
    if (request.method().equals("GET")) {
      return;
    }
    byte[] body = request.body().map(Secret::reveal).orElse("").getBytes(UTF_8);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream stream = connection.getOutputStream()) {
      stream.write(body);
    }
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return "";
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(LONGEST_ANSWER);
      // The JDK takes a connection that ends too soon for the end of the answer.
      if (bytes.length < Math.min(connection.getContentLengthLong(), LONGEST_ANSWER)) {
        throw new EOFException("the answer ends after " + bytes.length + " bytes");
      }
      return new String(bytes, UTF_8);
    }
  }
}
