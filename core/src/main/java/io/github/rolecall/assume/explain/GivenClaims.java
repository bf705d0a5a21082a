package io.github.rolecall.assume.explain;

import io.github.rolecall.assume.plan.TextFile;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.option.Input;
import java.util.Optional;

/** The claims of {@link Input#CLAIMS}, which are explained instead of the claims of a token. */
record GivenClaims(Inputs inputs, Host host, Console console) {
  /** Reads the claims. Fails with {@code InputProblem.FileUnreadable}. */
  Claims read() {
    return new TextFile(inputs, host, Input.CLAIMS).read(this::claims);
  }

  private Claims claims(String text) {
    JsonValue claims = JsonReader.document(text).root();
    if (!claims.isObject()) {
      throw new IllegalArgumentException("claims must be a JSON object");
    }
    Optional<String> audience = inputs.text(Input.AUDIENCE);
    if (audience.isPresent()) {
      claims = claims.with("aud", JsonValue.of(audience.get()));
    }
    if (!claims.path("iss").isString()) {
      claims = claims.with("iss", JsonValue.of(likelyIssuer(claims.path("sub").text())));
    }
    return new Claims(claims);
  }

  /**
   * Users often forget the issuer when they write down a subject. The form of most subjects reveals
   * it.
   */
  private String likelyIssuer(String subject) {
    String issuer =
        subject.startsWith("repo:")
            ? "https://token.actions.githubusercontent.com"
            : subject.startsWith("project_path:") ? "https://gitlab.com" : "";
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("the claim iss is missing: the issuer of the token");
    }
    console.warn(
        "The claims have no iss. From the form of the subject, Rolecall assumes " + issuer + ".");
    return issuer;
  }
}
