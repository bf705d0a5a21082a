package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token of a Vercel build. It is for the team; for another audience it is exchanged. */
record VercelToken() implements JobToken {
  private static final String TOKEN = "VERCEL_OIDC_TOKEN";
  private static final PreissuedToken TEAM = PreissuedToken.in(TOKEN);

  /** Where a token is exchanged; a variable, as no document promises the address. */
  private static final String EXCHANGE = "ROLECALL_VERCEL_EXCHANGE_URL";

  private static final String STANDARD_EXCHANGE = "https://oidc.vercel.com/~token";
  private static final List<Remedy> REFUSED =
      Remedy.all(
          "Leave the audience out and list the team's, https://vercel.com/<team>, as a client id of"
              + " the provider in IAM.",
          "Run the build again.");

  @Override
  public Optional<String> missing(Host host) {
    return TEAM.missing(host);
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    return audience
        .filter(wanted -> !TEAM.isFor(host, wanted))
        .map(other -> exchanged(host, other, network))
        .orElseGet(() -> TEAM.whatever(host));
  }

  private static IdentityToken exchanged(Host host, String audience, Network network) {
    var endpoint = new TokenEndpoint(host, "Vercel", "token", REFUSED);
    String body =
        JsonWriter.compact(Map.of("token", TokenEndpoint.bearer(host, TOKEN), "aud", audience));
    String address = host.variable(EXCHANGE).orElse(STANDARD_EXCHANGE);
    return endpoint.ask(
        new Http.Request(
                endpoint.service(),
                TokenEndpoint.address(EXCHANGE, address, ""),
                Map.of("Content-Type", "application/json", "Accept", "application/json"),
                network)
            .posting(new Secret(body)));
  }
}
