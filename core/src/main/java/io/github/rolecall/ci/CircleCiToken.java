package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.network.Network;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token of a CircleCI job. It is for the organization; for others a command makes one. */
record CircleCiToken() implements JobToken {
  /** The second version names branch and repository too, so trust policies can; it goes first. */
  private static final PreissuedToken ORGANIZATION =
      PreissuedToken.in("CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN");

  @Override
  public List<String> variables() {
    return ORGANIZATION.variables();
  }

  @Override
  public Optional<String> missing(Host host) {
    return ORGANIZATION.missing(host);
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    return audience
        .filter(wanted -> !ORGANIZATION.isFor(host, wanted))
        .map(other -> made(host, other))
        .orElseGet(() -> ORGANIZATION.whatever(host));
  }

  private static IdentityToken made(Host host, String audience) {
    String claims = JsonWriter.compact(Map.of("aud", audience));
    return CommandToken.by(
        host, "CircleCI", List.of("circleci", "run", "oidc", "get", "--claims", claims));
  }
}
