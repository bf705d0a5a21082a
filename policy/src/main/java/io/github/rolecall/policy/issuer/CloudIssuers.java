package io.github.rolecall.policy.issuer;

import java.util.List;

/** Clouds and clusters that issue tokens to workloads. */
final class CloudIssuers {
  private static final String READ = "2026-11";

  static final List<Issuer> ALL =
      List.of(
          Row.of("EKS", "oidc\\.eks(-[a-z]+)?\\.[^./]+\\.amazonaws\\.com(\\.cn)?/id/[^/]+")
              .audience(
                  Audience.set("sts.amazonaws.com", "in the projected volume of the pod: audience"))
              .subject("system:serviceaccount:<namespace>:<service_account>")
              .source(
                  "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
                  READ),
          Row.of("Google", "accounts\\.google\\.com")
              .shared()
              .builtIn()
              .audience(Audience.besideAuthorizedParty("where the token is requested: audience"))
              .subject("<service_account_id>")
              .keys("google/organization_number")
              .source(
                  "https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity",
                  READ),
          Row.of("AWS outbound federation", "[^./]+\\.tokens\\.sts\\.global\\.api\\.aws")
              .audience(Audience.set("where the token is requested: Audience"))
              .subject("<principal>")
              .source(
                  "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound.html",
                  READ),
          Row.of("Oracle Cloud", "idcs-[^./]+\\.identity\\.oraclecloud\\.com")
              .keys("rpst_id")
              .source(Source.CONDITION_KEYS.url(), Source.CONDITION_KEYS.read()),
          Row.of("Amazon Cognito", "cognito-identity\\.amazonaws\\.com")
              .shared()
              .builtIn()
              .demands("aud")
              .audience(Audience.fixed("<identity pool id>"))
              .subject("<identity>")
              .source(
                  "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
                  READ),
          Row.of("Facebook", "graph\\.facebook\\.com")
              .shared()
              .builtIn()
              .keys("app_id id")
              .source(Source.CONDITION_KEYS.url(), Source.CONDITION_KEYS.read()),
          Row.of("Login with Amazon", "www\\.amazon\\.com")
              .shared()
              .builtIn()
              .keys("app_id user_id")
              .source(Source.CONDITION_KEYS.url(), Source.CONDITION_KEYS.read()));

  private CloudIssuers() {}
}
