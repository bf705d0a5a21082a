package io.github.rolecall.maven;

import io.github.rolecall.endpoint.CredentialEndpoint;
import io.github.rolecall.endpoint.FixedSession;
import io.github.rolecall.endpoint.ServedSession;
import io.github.rolecall.export.Variables;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Delivers the URL of an endpoint of this build, from which AWS SDKs request the credentials. */
final class EndpointDelivery implements Delivery {
  private static final String ADVICE =
      "Set <refresh>true</refresh> for credentials:assume, or raise <roleDurationSeconds>, or run"
          + " credentials:assume again right before this goal.";

  private final Assumed assumed;
  private final Set<String> blanked;
  private final Optional<ServedSession> renewed;
  private final CredentialEndpoint endpoint;

  private EndpointDelivery(
      Assumed assumed,
      Set<String> blanked,
      Optional<ServedSession> renewed,
      CredentialEndpoint endpoint) {
    this.assumed = assumed;
    this.blanked = blanked;
    this.renewed = renewed;
    this.endpoint = endpoint;
  }

  /**
   * Starts an endpoint whose session is not renewed.
   *
   * @param clock determines when the credentials have expired
   * @param warning prints a line to the log of the build
   * @param blanked variables in the environment of the build that take precedence over an endpoint.
   *     In processes, they are set to empty values. In Maven's JVM that is impossible, so SDKs get
   *     keys, which take precedence over these variables
   * @throws CredentialsException with {@link ExportProblem}
   */
  static EndpointDelivery start(
      Assumed assumed, ServerClock clock, Consumer<String> warning, Set<String> blanked) {
    CredentialEndpoint.requireSession(assumed, DeliveryMode.ENDPOINT.toString());
    var session = new FixedSession(assumed, clock, ADVICE, warning);
    return new EndpointDelivery(
        assumed, blanked, Optional.empty(), CredentialEndpoint.start(session, clock));
  }

  /**
   * Starts an endpoint whose session is renewed.
   *
   * @param assumed the current session
   * @throws CredentialsException with {@link ExportProblem}
   */
  static EndpointDelivery renewing(Assumed assumed, ServedSession session, ServerClock clock) {
    CredentialEndpoint.requireSession(assumed, ExportChoice.REFRESH);
    return new EndpointDelivery(
        assumed, Set.of(), Optional.of(session), CredentialEndpoint.start(session, clock));
  }

  @Override
  public Optional<Assumed> renewed() {
    return renewed
        .map(session -> session.current().join())
        .filter(ServedSession.Current.Valid.class::isInstance)
        .map(valid -> ((ServedSession.Current.Valid) valid).assumed());
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>(Variables.region(assumed));
    blanked.forEach(name -> variables.put(name, ""));
    variables.putAll(endpoint.variables());
    return variables;
  }

  @Override
  public Map<String, Optional<String>> properties() {
    return blanked.isEmpty() ? forReports() : Delivery.Keys.forSdks(assumed);
  }

  @Override
  public Map<String, Optional<String>> forReports() {
    var properties = new LinkedHashMap<String, Optional<String>>();
    properties.put("aws.containerCredentialsFullUri", Optional.of(endpoint.address()));
    properties.put("aws.containerAuthorizationToken", Optional.of(endpoint.authorization()));
    properties.put("aws.region", Optional.of(assumed.region()));
    return properties;
  }

  @Override
  public void close() {
    endpoint.close();
  }

  @Override
  public String toString() {
    return endpoint.address();
  }
}
