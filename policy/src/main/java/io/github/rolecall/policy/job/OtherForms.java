package io.github.rolecall.policy.job;

import static io.github.rolecall.policy.job.Field.text;

import java.util.List;

/** A form for issuers of which few jobs get tokens, and one for any issuer. */
final class OtherForms {
  static final List<JobForm> ALL =
      List.of(
          FormRow.of("github-audit-log", "GitHub audit log streaming")
              .fields(text("enterprise", "Enterprise", "acme-inc", Shape.NAME))
              .token(
                  "https://oidc-configuration.audit-log.githubusercontent.com",
                  RepositoryForms.AUDIENCE)
              .claim("sub", "https://github.com/{enterprise}")
              .form(),
          FormRow.of(
                  "other",
                  "Another issuer",
                  "GitHub Actions, former issuer",
                  "Scalr",
                  "Upbound",
                  "Oracle Cloud",
                  "Facebook",
                  "Login with Amazon",
                  "DataChain Studio",
                  "Shisho Cloud",
                  "Red Hat OpenShift",
                  "Sandboxes")
              .fields(
                  text("issuer", "Issuer", "https://ci.example.com/oidc", Shape.URL),
                  text("subject", "Subject", "acme/shop", Shape.TEXT),
                  RepositoryForms.audience())
              .token("{issuer}", "{audience}")
              .claim("sub", "{subject}")
              .form());

  private OtherForms() {}
}
