package io.github.rolecall.policy.job;

import static io.github.rolecall.policy.job.Field.choice;
import static io.github.rolecall.policy.job.Field.text;

import java.util.List;

/** Clouds and clusters that issue tokens to workloads. */
final class CloudForms {
  static final JobForm KUBERNETES =
      FormRow.of("kubernetes", "EKS or Kubernetes", "EKS")
          .fields(
              text(
                  "issuer",
                  "Issuer of the cluster",
                  "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E",
                  Shape.URL),
              text("namespace", "Namespace", "ci", Shape.NAME),
              text("service_account", "Service account", "deployer", Shape.NAME),
              RepositoryForms.audience().usually())
          .token("{issuer}", "{audience}")
          .claim("sub", "system:serviceaccount:{namespace}:{service_account}")
          .form();

  static final List<JobForm> ALL =
      List.of(
          FormRow.of("google", "Google Cloud", "Google")
              .fields(
                  text(
                      "service_account_id",
                      "Numeric id of the service account",
                      "112233445566778899000",
                      Shape.NUMBER),
                  text("audience", "Audience", "https://example.com/aud", Shape.TEXT),
                  text("email", "Email", "ci@project.iam.gserviceaccount.com", Shape.TEXT)
                      .orNothing())
              .token("https://accounts.google.com", "{audience}")
              .claim("azp", "{service_account_id}")
              .claim("sub", "{service_account_id}")
              .same("email")
              .form(),
          FormRow.of("aws", "AWS outbound identity federation", "AWS outbound federation")
              .fields(
                  text(
                      "issuer",
                      "Issuer of the account",
                      "https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws",
                      Shape.URL),
                  text(
                      "principal",
                      "ARN of the principal",
                      "arn:aws:iam::111122223333:role/Ci",
                      Shape.TEXT),
                  text("audience", "Audience", "https://example.com/aud", Shape.TEXT))
              .token("{issuer}", "{audience}")
              .claim("sub", "{principal}")
              .form(),
          FormRow.of("cognito", "Amazon Cognito identity pool", "Amazon Cognito")
              .fields(
                  text(
                      "pool",
                      "Identity pool",
                      "eu-central-1:66666666-7777-4888-9999-000000000001",
                      Shape.TEXT),
                  text(
                      "identity",
                      "Identity",
                      "eu-central-1:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
                      Shape.TEXT),
                  choice(
                      "amr",
                      "The identity is",
                      "authenticated",
                      "authenticated",
                      "unauthenticated",
                      "unauthenticated"))
              .token("https://cognito-identity.amazonaws.com", "{pool}")
              .claim("sub", "{identity}")
              .same("amr")
              .form());

  private CloudForms() {}
}
