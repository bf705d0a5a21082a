package io.github.rolecall.maven;

import io.github.rolecall.console.Console;
import io.github.rolecall.export.ProfileFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS settings in the environment of the build. Every AWS tool searches for credentials in a
 * certain order, and some of these settings take precedence over the exported credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS
 *     SDKs and tools, credential providers</a>
 */
record ConflictingAwsSettings(Host host) {
  private static final String KEYS = "AWS_ACCESS_KEY_ID";
  private static final String PROFILE = "AWS_PROFILE";
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

  /**
   * Rejects settings with which later goals would silently use other credentials.
   *
   * @param keysPossible whether keys, which take precedence over these settings, may be exported
   *     instead
   * @throws CredentialsException with {@link ExportProblem.Outranked}
   */
  void refuseWinners(HandoffOptions options, boolean keysPossible) {
    var winners =
        new ArrayList<Fact>(
            switch (options.export()) {
              case ENV -> List.of();
              case FILE -> set(KEYS, TOKEN_FILE);
              case ENDPOINT -> beforeEndpoints();
            });
    if (!options.exportChosen()) {
      // EndpointDelivery handles these keys.
      winners.removeIf(winner -> winner.value().equals(KEYS));
    }
    if (!winners.isEmpty()) {
      throw new CredentialsException(
          new ExportProblem.Outranked(options.export().toString(), winners, keysPossible));
    }
  }

  /**
   * The static keys in the environment of the build. If they are not blank, they take precedence
   * over an endpoint.
   */
  Set<String> keys() {
    return host.variable(KEYS).isPresent()
        ? Set.of(KEYS, "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        : Set.of();
  }

  private List<Fact> set(String... variables) {
    return Stream.of(variables)
        .filter(variable -> host.variable(variable).isPresent())
        .map(variable -> new Fact("environment", variable))
        .toList();
  }

  private List<Fact> beforeEndpoints() {
    List<Fact> winners =
        set(
            KEYS,
            TOKEN_FILE,
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    String profile = host.variable(PROFILE).orElse("default");
    Stream<Fact> ofProfile =
        ProfileFile.sayingWho(profile, host).values().stream()
            .map(file -> new Fact("profile", profile + " in " + file));
    return Stream.concat(winners.stream(), ofProfile).toList();
  }

  /** Warns that some tools in later goals may still use other credentials or another Region. */
  void warn(HandoffOptions options, Assumed assumed, Console console) {
    if (options.export() != DeliveryMode.ENDPOINT) {
      warnOfRegion(assumed, console);
    }
    if (options.export() != DeliveryMode.ENV && options.exportChosen()) {
      return;
    }
    Optional<String> outer = host.variable(KEYS);
    if (outer.isPresent() && !outer.get().equals(assumed.credentials().accessKeyId())) {
      console.warn(
          "The environment already has AWS_ACCESS_KEY_ID. Some goals still use it:"
              + " goals that start processes and that Rolecall does not know,"
              + " ${env.AWS_ACCESS_KEY_ID} in a pom, and the AWS SDK 1 in Maven's JVM.");
    }
    String others =
        "The environment has AWS_PROFILE=%s. Some tools, such as the AWS SDK for"
            + " JavaScript and the AWS CDK, prefer it to the credentials of later goals."
            + " Unset it for this build.";
    host.variable(PROFILE).map(others::formatted).ifPresent(console::warn);
  }

  /**
   * Warns because AWS SDK 1 reads environment variables first; other SDKs read system properties
   * first.
   */
  private void warnOfRegion(Assumed assumed, Console console) {
    host.variable("AWS_REGION")
        .filter(region -> !region.equals(assumed.region()))
        .ifPresent(
            region ->
                console.warn(
                    ("The environment has AWS_REGION=%s. The AWS SDK 1 in Maven's JVM uses it"
                            + " instead of %s. If a goal of this build uses that SDK, set"
                            + " AWS_REGION=%s for Maven.")
                        .formatted(region, assumed.region(), assumed.region())));
  }
}
