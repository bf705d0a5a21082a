package io.github.rolecall.maven;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.Input;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Credentials for tests that assume no role. */
final class HandedOn {
  static final EcrAccess NO_ECR =
      (registry, session) -> {
        throw new IllegalStateException("no goal has a password in its configuration");
      };

  private HandedOn() {}

  static Assumed assumed(String name) {
    return expiring(name, Optional.empty());
  }

  static Assumed expiring(String name, Optional<Instant> expires) {
    return new Assumed(
        new SessionCredentials(
            "ASIA-" + name,
            new Secret("key-" + name),
            Optional.of(new Secret("token-" + name)),
            expires),
        new CallerIdentity("111122223333", "arn-" + name, "id"),
        "us-east-1",
        Assumed.Origin.ROLE,
        false);
  }

  static Parameters parameters(String name, String only) {
    return new Parameters().put(Input.ROLE_TO_ASSUME, name).put(Input.FOR, only);
  }

  static HandoffOptions options(String profile, Parameters parameters) {
    Inputs inputs = parameters.inputs(Map.of());
    return HandoffOptions.of(profile, inputs, DeliveryMode.ENV);
  }

  static Delivery keys(Assumed assumed) {
    return Delivery.Keys.of(
        assumed,
        Host.of(
            Map.of(),
            Path.of("home"),
            Path.of("work"),
            new PrintStream(OutputStream.nullOutputStream())));
  }

  /** Exports credentials to all goals, from the project {@code a}. */
  static void toAll(BuildCredentials buildCredentials, String name) {
    to(buildCredentials, name, "", "a");
  }

  static void to(BuildCredentials buildCredentials, String name, String only, String project) {
    Parameters parameters = parameters(name, only);
    Assumed assumed = assumed(name);
    buildCredentials.deliver(
        parameters, options(name, parameters), project, assumed, keys(assumed), NO_ECR);
  }

  /** Exports credentials to all goals except some. */
  static void toAllExcept(BuildCredentials buildCredentials, String name, String except) {
    Parameters parameters = parameters(name, "").with(Input.EXCEPT, except);
    Assumed assumed = assumed(name);
    buildCredentials.deliver(
        parameters, options(name, parameters), "a", assumed, keys(assumed), NO_ECR);
  }
}
