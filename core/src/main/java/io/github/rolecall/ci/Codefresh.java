package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codefresh. How the audience and the authorization are spelled is not settled in its
 * documentation, so both can be set.
 *
 * @see <a href="https://codefresh.io/docs/docs/integrations/oidc-pipelines/">Codefresh, OpenID
 *     Connect for pipelines</a>
 */
final class Codefresh extends QuietCi {
  private static final String ADDRESS = "CF_OIDC_REQUEST_URL";
  private static final String BEARER = "CF_OIDC_REQUEST_TOKEN";
  private static final String PARAMETER = "ROLECALL_CODEFRESH_AUDIENCE_PARAMETER";
  private static final String SCHEME = "ROLECALL_CODEFRESH_AUTHORIZATION_SCHEME";
  private static final Pattern WORD = Pattern.compile("[\\w-]{1,64}");

  Codefresh(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Codefresh";
  }

  @Override
  public boolean detected() {
    return host.variable("CF_BUILD_ID").isPresent() || host.variable(ADDRESS).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (host.variable(ADDRESS).isPresent() && host.variable(BEARER).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-codefresh-oidc",
            "This Codefresh step cannot request an ID token: "
                + (host.variable(BEARER).isPresent() ? ADDRESS : BEARER)
                + " is not set",
            List.of(
                new Fact("pipeline", variable("CF_PIPELINE_NAME", "unknown")),
                new Fact("build", variable("CF_BUILD_ID", "unknown"))),
            List.of(
                Remedy.of(
                    words ->
                        "Run the step obtain-oidc-id-token before, and name its token: "
                            + words.assign(Input.WEB_IDENTITY_TOKEN_ENV, "ID_TOKEN")),
                Remedy.of("Check that OpenID Connect is enabled for the account."))));
  }

  @Override
  public boolean choosesAudience() {
    return true;
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    var endpoint =
        new TokenEndpoint(
            host,
            name(),
            "id_token",
            Remedy.all(
                "If it refuses the authorization, name its scheme: " + SCHEME + "=Bearer",
                "Run the build again: tokens are issued only while the step runs."));
    String query =
        audience
            .map(text -> word(PARAMETER, "audience") + "=" + URLEncoder.encode(text, UTF_8))
            .orElse("");
    String scheme = host.variable(SCHEME).isPresent() ? word(SCHEME, "") + " " : "";
    return endpoint.ask(
        new Http.Request(
            endpoint.service(),
            TokenEndpoint.address(ADDRESS, host.variable(ADDRESS).orElseThrow(), query),
            Map.of(
                "Authorization",
                scheme + TokenEndpoint.bearer(host, BEARER),
                "Accept",
                "application/json"),
            network));
  }

  private String word(String name, String standard) {
    String value = variable(name, standard);
    if (!WORD.matcher(value).matches()) {
      throw new CredentialsException(new InputProblem.Invalid(name, value, "one plain word"));
    }
    return value;
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Codefresh", variable("CF_PIPELINE_NAME", "pipeline"), variable("CF_BUILD_ID", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(host, "build_id", "CF_BUILD_ID", "pipeline", "CF_PIPELINE_NAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Codefresh")
        .kept("Pipeline", "CF_PIPELINE_NAME")
        .kept("Branch", "CF_BRANCH")
        .kept("Commit", "CF_REVISION")
        .droppable("Build", "CF_BUILD_ID")
        .droppable("Actor", "CF_BUILD_INITIATOR")
        .all();
  }
}
