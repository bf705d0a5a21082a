package io.github.rolecall.maven;

import io.github.rolecall.export.Format;
import io.github.rolecall.export.Variables;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A container credentials endpoint on the loopback address: AWS SDKs ask it for the credentials,
 * and show the authorization that they were given. Without that it tells nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS,
 *     container credentials</a>
 */
final class EndpointDelivery implements Delivery {
  private static final String PATH = "/credentials";
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);

  /** What a client needs to sign a request and to have it arrive. */
  private static final Duration TIME_TO_USE = Duration.ofSeconds(10);

  private final Assumed assumed;
  private final ServerClock clock;
  private final Consumer<String> warning;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Set<String> blanked;
  private final String authorization;
  private final LoopbackServer server;

  private EndpointDelivery(
      Assumed assumed, ServerClock clock, Consumer<String> warning, Set<String> blanked)
      throws IOException {
    this.assumed = assumed;
    this.clock = clock;
    this.warning = warning;
    this.blanked = blanked;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.authorization = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    this.server = LoopbackServer.start(this::answer, LoopbackServer.LIMIT);
  }

  /**
   * @param clock says when the credentials have expired
   * @param warning prints a line to the log of the build: the SDK for Java 2 hides the endpoint's
   *     message when it has several sources to try
   * @param blanked variables around the build which tools would use first. Processes get them
   *     blank; in Maven's JVM, where that is not possible, SDKs get keys, which come before them
   * @throws CredentialsException with {@link ExportProblem}
   */
  static EndpointDelivery start(
      Assumed assumed, ServerClock clock, Consumer<String> warning, Set<String> blanked) {
    if (assumed.credentials().sessionToken().isEmpty()) {
      throw new CredentialsException(
          new ExportProblem.SessionNeeded(DeliveryMode.ENDPOINT.toString()));
    }
    try {
      return new EndpointDelivery(assumed, clock, warning, blanked);
    } catch (IOException e) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable("an endpoint on 127.0.0.1", e.getClass().getSimpleName()),
          e);
    }
  }

  private EndpointAnswer answer(EndpointRequest request) {
    if (!request.has("authorization", authorization)) {
      return EndpointAnswer.of(401);
    }
    // A page in a browser reaches 127.0.0.1 under a name of its own.
    if (!request.has("host", server.authority())) {
      return EndpointAnswer.of(421);
    }
    if (!request.target().equals(PATH) && !request.target().equals(address())) {
      return EndpointAnswer.of(404);
    }
    if (!request.method().equals("GET")) {
      return EndpointAnswer.of(405);
    }
    return credentials(clock.instant());
  }

  private EndpointAnswer credentials(Instant now) {
    Optional<Instant> expired =
        assumed.credentials().expires().filter(end -> end.isBefore(now.plus(TIME_TO_USE)));
    if (expired.isEmpty()) {
      // An SDK compares the end with the clock of this machine, right or wrong.
      Instant end = assumed.credentials().expires().orElse(now.plus(GOOD_FOR));
      return new EndpointAnswer(200, Format.containerCredentials(assumed, clock.shownHere(end)));
    }
    String message = expiry(expired.get());
    if (warned.compareAndSet(false, true)) {
      warning.accept(message);
    }
    return new EndpointAnswer(403, error(message));
  }

  private String expiry(Instant end) {
    return "The credentials of %s %s at %s. Raise <roleDurationSeconds> of credentials:assume, or"
            .formatted(
                assumed.identity().arn(), end.isAfter(clock.instant()) ? "expire" : "expired", end)
        + " run credentials:assume again right before this goal.";
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

  private String address() {
    return "http://" + server.authority() + PATH;
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>(Variables.region(assumed));
    blanked.forEach(name -> variables.put(name, ""));
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address());
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", authorization);
    return variables;
  }

  @Override
  public Map<String, Optional<String>> properties() {
    return blanked.isEmpty() ? forReports() : Delivery.Keys.forSdks(assumed);
  }

  @Override
  public Map<String, Optional<String>> forReports() {
    var properties = new LinkedHashMap<String, Optional<String>>();
    properties.put("aws.containerCredentialsFullUri", Optional.of(address()));
    properties.put("aws.containerAuthorizationToken", Optional.of(authorization));
    properties.put("aws.region", Optional.of(assumed.region()));
    return properties;
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return address();
  }
}
