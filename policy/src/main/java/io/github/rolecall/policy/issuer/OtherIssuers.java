package io.github.rolecall.policy.issuer;

import java.util.List;

/** Issuers of which only the rules of IAM are known. */
final class OtherIssuers {
  static final List<Issuer> ALL =
      List.of(
          demanding("DataChain Studio", "studio\\.datachain\\.ai/api", "sub"),
          demanding("Shisho Cloud", "tokens\\.cloud\\.shisho\\.dev", "sub"),
          demanding("Red Hat OpenShift", "oidc\\.op1\\.openshiftapps\\.com/.+", "sub"),
          demanding("Sandboxes", "sandboxes\\.cloud", "aud"));

  private OtherIssuers() {}

  private static Issuer demanding(String name, String pattern, String claim) {
    return Row.of(name, pattern)
        .shared()
        .demands(claim)
        .source(Source.CONTROLS.url(), Source.CONTROLS.read());
  }
}
