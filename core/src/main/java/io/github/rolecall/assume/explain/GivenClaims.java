package io.github.rolecall.assume.explain;

import io.github.rolecall.assume.plan.TextFile;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.model.Claims;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The claims of {@link Input#CLAIMS}, to be explained instead of those of a token. */
final class GivenClaims {
  private final Inputs inputs;
  private final Host host;
  private final Console console;

  GivenClaims(Inputs inputs, Host host, Console console) {
    this.inputs = inputs;
    this.host = host;
    this.console = console;
  }

  /**
   * What the file says.
   *
   * @throws CredentialsException with {@link InputProblem.FileUnreadable}
   */
  Claims read() {
    return new TextFile(inputs, host, Input.CLAIMS).read(this::claims);
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
}
