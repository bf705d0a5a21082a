package io.github.rolecall.http;

import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.text.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP client for all requests: to the token endpoints of CI systems, to local credentials
 * endpoints, and to AWS, including requests that the SDK signs. It sends each request once. {@code
 * Retry} decides about retries.
 */
public interface Http {
  /**
   * A request.
   *
   * @param service the name of the server, for messages: "the token endpoint of GitHub Actions"
   * @param headers not logged: they contain the bearer token
   * @param body the body; empty: none
   * @param timeout the time limit of a connection and of an answer
   */
  record Request(
      String service,
      String method,
      URI address,
      Map<String, String> headers,
      Optional<Secret> body,
      Network network,
      Duration timeout) {

    /** A GET with the default timeouts. */
    public Request(String service, URI address, Map<String, String> headers, Network network) {
      this(service, "GET", address, headers, Optional.empty(), network, Network.READ_TIMEOUT);
    }

    /** Returns the same request with another method. */
    public Request by(String method) {
      return new Request(service, method, address, headers, body, network, timeout);
    }

    /** Returns the same request as a POST with this body. */
    public Request posting(Secret text) {
      return new Request(service, "POST", address, headers, Optional.of(text), network, timeout);
    }

    /**
     * Returns the same request with another timeout, for a local server that answers at once or not
     * at all.
     */
    public Request within(Duration limit) {
      return new Request(service, method, address, headers, body, network, limit);
    }

    /** Omits the headers and the body. */
    @Override
    public String toString() {
      return service + " at " + address;
    }
  }

  /**
   * An answer with any status.
   *
   * @param headers in their order, with lowercase names
   */
  record Answer(int status, List<Map.Entry<String, String>> headers, String body) {

    /** An answer with only a content type and a body. */
    public Answer(int status, String contentType, String body) {
      this(status, List.of(Map.entry("content-type", contentType)), body);
    }

    /** Returns the first header of that lowercase name. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equals(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** Returns the content type; empty when the answer has none. */
    public String contentType() {
      return header("content-type").orElse("");
    }

    /**
     * Returns when it was written, by the clock of the server; empty when the header is missing or
     * not readable.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
     */
    public Optional<Instant> date() {
      return header("date").flatMap(Answer::time);
    }

    /** Parses a time in a header; empty when it is invalid. */
    static Optional<Instant> time(String text) {
      try {
        // The day of the week is redundant, and a wrong one would make the time invalid.
        String date = text.replaceFirst("^\\w+,", "").strip();
        return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** Omits headers and body, which may contain a token. */
    @Override
    public String toString() {
      return status + " " + contentType();
    }
  }

  /**
   * Sends a request once. Does not follow redirects, which would send the bearer token to another
   * server. Fails with a {@code NetworkProblem} when no complete answer arrives.
   */
  Answer ask(Request request);

  /** Returns all secrets of the run. They include what is sent, because an answer may repeat it. */
  Secrets secrets();

  /** Returns the time as the servers report it. */
  ServerClock clock();

  /** Returns the same client for a machine with this clock, which may be right or wrong. */
  Http on(Clock machine);

  /** Starts to load, in the background, what the first request needs. */
  default void prepare() {}

  /** Returns a connection to STS, which opens at the first request. The caller closes it. */
  HttpLine line(URI address, Network network);

  /** Makes a client that trusts the certificates of this JVM, for a machine with this clock. */
  static Http ofJvm(Clock machine) {
    return new SocketHttp(Tls.ofJvm(), machine);
  }

  /**
   * Makes a client that trusts the certificates in this JDK store, and that {@link #prepare} can
   * speed up.
   */
  static Http ofJdk(Path store, Clock machine) {
    return new SocketHttp(new StandardTls(store), machine);
  }
}
