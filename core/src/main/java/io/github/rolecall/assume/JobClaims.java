package io.github.rolecall.assume;

import io.github.rolecall.Claims;
import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Fact;
import io.github.rolecall.Given;
import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.IdentityToken;
import io.github.rolecall.Input;
import io.github.rolecall.Inputs;
import io.github.rolecall.JsonDocument;
import io.github.rolecall.Network;
import io.github.rolecall.Partition;
import io.github.rolecall.RoleArn;
import io.github.rolecall.Secret;
import io.github.rolecall.Source;
import io.github.rolecall.TokenProblem;
import io.github.rolecall.ci.CiPlatform;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the claims that are to be explained: given ones, a given token's, or the job's own. */
final class JobClaims {
  private final Inputs inputs;
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final Sources sources;

  JobClaims(Inputs inputs, Host host, CiPlatform platform, Console console) {
    this.inputs = inputs;
    this.host = host;
    this.platform = platform;
    this.console = console;
    this.sources = new Sources(host, platform, console);
  }

  /**
   * Claims and where they came from.
   *
   * @param source for the plan
   */
  record Found(Claims claims, Fact source) {}

  /**
   * The token itself stays in here.
   *
   * @throws CredentialsException with {@link IdentityProblem.NoToken}, or what keeps the token from
   *     being had
   */
  Found find() {
    if (inputs.has(Input.CLAIMS)) {
      Claims claims = new TextFile(inputs, host, Input.CLAIMS).read(this::claims);
      return new Found(claims, new Fact("identity", "the claims of " + inputs.name(Input.CLAIMS)));
    }
    Source source = source();
    Network network = new NetworkPlan(inputs, host, platform, Optional.empty()).network();
    network.proxies().mask(console);
    IdentityToken token = sources.unverifiedToken(source, network);
    Claims claims =
        token
            .claims()
            .orElseThrow(
                () -> new CredentialsException(new TokenProblem.NotReadable(source.describe())));
    return new Found(claims, new Fact("identity", source.describe()));
  }

  private Claims claims(String text) {
    JsonNode root = JsonDocument.parse(text).root();
    if (!(root instanceof ObjectNode claims)) {
      throw new IllegalArgumentException("claims are a JSON object");
    }
    inputs.text(Input.AUDIENCE).ifPresent(audience -> claims.put("aud", audience));
    if (!claims.path("iss").isString()) {
      claims.put("iss", likelyIssuer(claims.path("sub").asString("")));
    }
    return Claims.of(claims);
  }

  /** People write down a subject and forget the issuer; the form of most subjects tells it. */
  private String likelyIssuer(String subject) {
    String issuer =
        subject.startsWith("repo:")
            ? "https://token.actions.githubusercontent.com"
            : subject.startsWith("project_path:") ? "https://gitlab.com" : "";
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("the claim iss is missing: the issuer of the token");
    }
    console.warn("The claims have no iss; by the form of the subject, " + issuer + " is assumed.");
    return issuer;
  }

  private Source source() {
    if (inputs.has(Input.WEB_IDENTITY_TOKEN_FILE)) {
      return new Source.TokenFile(
          host.file(
              new Given(
                  inputs.required(Input.WEB_IDENTITY_TOKEN_FILE),
                  inputs.name(Input.WEB_IDENTITY_TOKEN_FILE))),
          inputs.name(Input.WEB_IDENTITY_TOKEN_FILE));
    }
    if (inputs.has(Input.WEB_IDENTITY_TOKEN)) {
      return new Source.GivenToken(
          new Secret(inputs.required(Input.WEB_IDENTITY_TOKEN)),
          inputs.name(Input.WEB_IDENTITY_TOKEN));
    }
    Optional<String> variable = inputs.variableName(Input.WEB_IDENTITY_TOKEN_ENV);
    if (variable.isPresent()) {
      return new Source.TokenVariable(variable.get(), inputs.name(Input.WEB_IDENTITY_TOKEN_ENV));
    }
    if (platform.hasToken()) {
      return new Source.CiToken(platform.name(), audience());
    }
    Optional<Given> file = host.given("AWS_WEB_IDENTITY_TOKEN_FILE");
    if (file.isPresent()) {
      return new Source.TokenFile(host.file(file.get()), file.get().name());
    }
    throw new CredentialsException(
        platform
            .missingToken()
            .<io.github.rolecall.Problem>map(problem -> problem)
            .orElseGet(IdentityProblem.NoToken::new));
  }

  /** What the token is requested for; a token that is made already stays as it is. */
  private Optional<String> audience() {
    if (!platform.choosesAudience()) {
      return Optional.empty();
    }
    String partition =
        inputs.list(Input.ROLE_TO_ASSUME).stream()
            .findFirst()
            .flatMap(RoleArn::parse)
            .map(RoleArn::partition)
            .orElse(Partition.AWS.id());
    return Optional.of(inputs.text(Input.AUDIENCE).orElseGet(() -> Partition.audience(partition)));
  }
}
