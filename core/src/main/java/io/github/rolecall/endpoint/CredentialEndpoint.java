package io.github.rolecall.endpoint;

import io.github.rolecall.export.Format;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A container credentials endpoint on the loopback address. AWS SDKs request the credentials from
 * it with the authorization that they were given. Without it, a client learns nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS,
 *     container credentials</a>
 */
public final class CredentialEndpoint implements AutoCloseable {
  private static final String PATH = "/credentials";
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);

  private final ServedSession session;
  private final ServerClock clock;
  private final String authorization;
  private final LoopbackServer server;

  private CredentialEndpoint(ServedSession session, ServerClock clock) throws IOException {
    this.session = session;
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.authorization = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    this.server = LoopbackServer.start(this::answer, LoopbackServer.LIMIT);
  }

  /**
   * Refuses credentials that do not fit the protocol, which demands a session token.
   *
   * @param input the input that requires the endpoint, as the user wrote it
   * @throws CredentialsException with {@link ExportProblem.SessionNeeded}
   */
  public static void requireSession(Assumed assumed, String input) {
    if (assumed.credentials().sessionToken().isEmpty()) {
      throw new CredentialsException(new ExportProblem.SessionNeeded(input));
    }
  }

  /**
   * Starts it, on a free port.
   *
   * @throws CredentialsException with {@link ExportProblem.FileUnusable} if the system gives no
   *     port
   */
  public static CredentialEndpoint start(ServedSession session, ServerClock clock) {
    try {
      return new CredentialEndpoint(session, clock);
    } catch (IOException e) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable("an endpoint on 127.0.0.1", e.getClass().getSimpleName()),
          e);
    }
  }

  private CompletableFuture<EndpointAnswer> answer(EndpointRequest request) {
    if (!request.has("authorization", authorization)) {
      return refused(401);
    }
    // A page in a browser reaches 127.0.0.1 under a name of its own.
    if (!request.has("host", server.authority())) {
      return refused(421);
    }
    if (!request.target().equals(PATH) && !request.target().equals(address())) {
      return refused(404);
    }
    if (!request.method().equals("GET")) {
      return refused(405);
    }
    return session.current().thenApply(this::answer);
  }

  private static CompletableFuture<EndpointAnswer> refused(int status) {
    return CompletableFuture.completedFuture(EndpointAnswer.of(status));
  }

  private EndpointAnswer answer(ServedSession.Current current) {
    if (current instanceof ServedSession.Current.Valid valid) {
      Assumed assumed = valid.assumed();
      // An SDK compares the end with the clock of this machine, right or wrong.
      Instant end = assumed.credentials().expires().orElseGet(() -> clock.instant().plus(GOOD_FOR));
      return new EndpointAnswer(200, Format.containerCredentials(assumed, clock.shownHere(end)));
    }
    return new EndpointAnswer(403, error(((ServedSession.Current.Ended) current).reason()));
  }

  /**
   * An error in both spellings: the SDKs for Java and Go show {@code message}, the one for
   * JavaScript {@code Message}, botocore the whole text. With status 4xx, most of them ask once.
   */
  private static String error(String message) {
    String code = "CredentialsExpired";
    return JsonWriter.compact(
        Map.of("code", code, "Code", code, "message", message, "Message", message));
  }

  /** Returns the variables with which SDKs find it. */
  public Map<String, String> variables() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        address(),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        authorization);
  }

  /** Returns the address, for {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}. */
  public String address() {
    return "http://" + server.authority() + PATH;
  }

  /** Returns the authorization, for {@code AWS_CONTAINER_AUTHORIZATION_TOKEN}. */
  public String authorization() {
    return authorization;
  }

  /** Frees the port, and ends the connections. */
  @Override
  public void close() {
    server.close();
  }

  /** Omits the authorization. */
  @Override
  public String toString() {
    return address();
  }
}
