package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token that a Codefresh step requests. */
record CodefreshToken() implements JobToken {
  static final String ADDRESS = "CF_OIDC_REQUEST_URL";

  /** Variables, as the documentation does not settle what they change. */
  private static final String PARAMETER = "ROLECALL_CODEFRESH_AUDIENCE_PARAMETER";

  private static final String SCHEME = "ROLECALL_CODEFRESH_AUTHORIZATION_SCHEME";
  private static final Pattern WORD = Pattern.compile("[\\w-]{1,64}");
  private static final TokenEndpoint ENDPOINT =
      new TokenEndpoint(
          "Codefresh",
          "id_token",
          ADDRESS,
          "CF_OIDC_REQUEST_TOKEN",
          Remedy.all(
              "If Codefresh rejects the authorization, set its scheme: " + SCHEME + "=Bearer",
              "Run the build again: Codefresh issues tokens only while the step runs."));

  @Override
  public List<String> variables() {
    return ENDPOINT.variables();
  }

  @Override
  public Optional<String> missing(Host host) {
    return ENDPOINT.missing(host);
  }

  @Override
  public boolean choosesAudience() {
    return true;
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    String query =
        audience
            .map(text -> word(host, PARAMETER, "audience") + "=" + URLEncoder.encode(text, UTF_8))
            .orElse("");
    String scheme = host.variable(SCHEME).isPresent() ? word(host, SCHEME, "") + " " : "";
    return ENDPOINT.ask(host, ENDPOINT.request(host, query, scheme, Map.of(), network));
  }

  private static String word(Host host, String name, String standard) {
    return TokenEndpoint.matching(
        WORD, "one word of letters", name, host.variable(name).orElse(standard));
  }
}
