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
  public Answer ask(Request request) {
    URI address = request.address();
    boolean usual = request.body().isEmpty() && request.patience().equals(Network.READ_TIMEOUT);
    if (!usual || !request.network().direct(address)) {
      return otherwise.ask(request);
    }
    try (var connection = HttpsConnection.open((SSLSocketFactory) tls.get(), address)) {
      HttpsConnection.Answer answer =
          connection.ask(
              request.method(), address, List.copyOf(request.headers().entrySet()), new byte[0]);
      return new Answer(answer.status(), answer.header("content-type").orElse(""), answer.body());
    } catch (IOException e) {
      throw new CredentialsException(
          NetworkProblem.of(request.service(), address.toString(), Optional.empty(), e), e);
    }
  }
}
