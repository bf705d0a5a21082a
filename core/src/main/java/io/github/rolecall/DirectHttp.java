package io.github.rolecall;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;

/** Asks straight where nothing is in between, and leaves every other case to the JDK's client. */
final class DirectHttp implements Http {
  private final Tls tls;
  private final Http otherwise;

  /** Done when this process has agreed on TLS once, and so knows how. */
  private final CompletableFuture<Void> agreed = new CompletableFuture<>();

  /** Makes no connection yet. */
  DirectHttp(Tls tls, Http otherwise) {
    this.tls = tls;
    this.otherwise = otherwise;
  }

  @Override
  public void prepare() {
    tls.prepare();
  }

  @Override
  public Answer ask(Request request) {
    URI address = request.address();
    boolean usual = request.body().isEmpty() && request.patience().equals(Network.READ_TIMEOUT);
    if (!usual || !request.network().direct(address)) {
      agreed.complete(null);
      return otherwise.ask(request);
    }
    try (var connection = open(address)) {
      HttpsConnection.Answer answer =
          connection.ask(
              request.method(), address, List.copyOf(request.headers().entrySet()), new byte[0]);
      return new Answer(
          answer.status(),
          answer.header("content-type").orElse(""),
          answer.body(),
          answer.header("date"));
    } catch (IOException e) {
      throw new CredentialsException(
          NetworkProblem.of(request.service(), address.toString(), Optional.empty(), e), e);
    }
  }

  private HttpsConnection open(URI address) throws IOException {
    try {
      return HttpsConnection.open(tls::sockets, address);
    } finally {
      agreed.complete(null);
    }
  }

  @Override
  public Optional<HttpsLine> line(URI address, Network network) {
    return network.direct(address)
        ? Optional.of(new HttpsLine(tls::sockets, address, agreed))
        : Optional.empty();
  }

  /** What TLS connections are made of. */
  interface Tls {
    /** Made when it is first asked for, which takes its time. */
    SSLSocketFactory sockets();

    /** Begins to make it in the background. */
    default void prepare() {}
  }
}
