package io.github.rolecall;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Asks straight where nothing is in between, and leaves every other case to the JDK's client. */
final class DirectHttp implements Http {
  private final Supplier<SocketFactory> tls;
  private final Http otherwise;

  /**
   * Makes no connection yet.
   *
   * @param tls gives the {@link SSLSocketFactory}; asked when it is needed, as it is slow
   */
  DirectHttp(Supplier<SocketFactory> tls, Http otherwise) {
    this.tls = tls;
    this.otherwise = otherwise;
  }

  @Override
  public Answer get(Request request) {
    URI address = request.address();
    if (!request.network().direct(address)) {
      return otherwise.get(request);
    }
    try (var connection = HttpsConnection.open((SSLSocketFactory) tls.get(), address)) {
      HttpsConnection.Answer answer =
          connection.ask("GET", address, List.copyOf(request.headers().entrySet()), new byte[0]);
      return new Answer(answer.status(), answer.header("content-type").orElse(""), answer.body());
    } catch (IOException e) {
      throw new CredentialsException(
          NetworkProblem.of(request.service(), address.toString(), Optional.empty(), e), e);
    }
  }
}
