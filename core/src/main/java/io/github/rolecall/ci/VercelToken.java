package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.net.URI;
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
  private static final TokenEndpoint ENDPOINT =
      new TokenEndpoint(
          "Vercel",
          "token",
          EXCHANGE,
          TOKEN,
          Remedy.all(
              "Remove the audience, and add the audience of the team,"
                  + " https://vercel.com/<team>, to the client ids of the IAM OIDC provider.",
              "Run the build again."));

  @Override
  public List<String> variables() {
    return TEAM.variables();
  }

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
    String body = JsonWriter.compact(Map.of("token", ENDPOINT.bearer(host), "aud", audience));
    URI address = ENDPOINT.address(host.variable(EXCHANGE).orElse(STANDARD_EXCHANGE), "");
    var headers = Map.of("Content-Type", "application/json", "Accept", "application/json");
    return ENDPOINT.ask(
        host,
        new Http.Request(ENDPOINT.service(), address, headers, network).posting(new Secret(body)));
  }
}
