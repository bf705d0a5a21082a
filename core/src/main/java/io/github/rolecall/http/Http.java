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
 * The one client for HTTP: for the token endpoints of CI systems, the credentials endpoints of
 * machines, and AWS, also for what the SDK signs. It sends each request once; whether it is sent
 * again is for {@code Retry} to say.
 */
public interface Http {
  /**
   * One question.
   *
   * @param service whom it goes to, for messages: "the token endpoint of GitHub Actions"
   * @param headers not logged: they hold the bearer
   * @param body what is sent; empty: nothing
   * @param patience how long a connection and an answer may take
   */
  record Request(
      String service,
      String method,
      URI address,
      Map<String, String> headers,
      Optional<Secret> body,
      Network network,
      Duration patience) {

    /** A GET with the time limits that hold everywhere. */
    public Request(String service, URI address, Map<String, String> headers, Network network) {
      this(service, "GET", address, headers, Optional.empty(), network, Network.READ_TIMEOUT);
    }

    /** The same question by another method. */
    public Request by(String method) {
      return new Request(service, method, address, headers, body, network, patience);
    }

    /** The same question as a POST of this text. */
    public Request posting(Secret text) {
      return new Request(service, "POST", address, headers, Optional.of(text), network, patience);
    }

    /** The same question for those who are near and answer at once, or not at all. */
    public Request within(Duration limit) {
      return new Request(service, method, address, headers, body, network, limit);
    }

    /** Without the headers and the body. */
    @Override
    public String toString() {
      return service + " at " + address;
    }
  }

  /**
   * What came back, whatever the status.
   *
   * @param headers in their order, with names in lower case
   */
  record Answer(int status, List<Map.Entry<String, String>> headers, String body) {

    /** An answer that says what it is, and nothing more. */
    public Answer(int status, String contentType, String body) {
      this(status, List.of(Map.entry("content-type", contentType)), body);
    }

    /** The first header of that name, which is in lower case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equals(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** Empty when the answer names none. */
    public String contentType() {
      return header("content-type").orElse("");
    }

    /**
     * When it was written, by the clock of the server; empty when it does not say that readably.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
     */
    public Optional<Instant> date() {
      return header("date").flatMap(Answer::time);
    }

    /** A time as headers have it; empty when it is none. */
    static Optional<Instant> time(String text) {
      try {
        // The day of the week says nothing new, and a wrong one would hide the rest.
        String date = text.replaceFirst("^\\w+,", "").strip();
        return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** Without headers and body, which may be a token. */
    @Override
    public String toString() {
      return status + " " + contentType();
    }
  }

  /**
   * Asks once. Redirections are not followed: they would carry the bearer elsewhere. Fails with a
   * {@code NetworkProblem} when no whole answer comes.
   */
  Answer ask(Request request);

  /** All secrets of the run: what is sent is among them, and what comes back may repeat it. */
  Secrets secrets();

  /** What time it is, as those say who were asked. */
  ServerClock clock();

  /** The same on a machine whose clock is this one, which may be right or wrong. */
  Http on(Clock machine);

  /** Begins, in the background, what the first question will need. */
  default void prepare() {}

  /** A connection to STS, which is opened when it is first asked. The caller closes it. */
  HttpLine line(URI address, Network network);

  /** Trusts what this JVM trusts, on a machine with this clock. */
  static Http ofJvm(Clock machine) {
    return new SocketHttp(Tls.ofJvm(), machine);
  }

  /**
   * Trusts the certificates of this store of the JDK, and can be {@linkplain #prepare prepared}.
   */
  static Http ofJdk(Path store, Clock machine) {
    return new SocketHttp(new StandardTls(store), machine);
  }
}
