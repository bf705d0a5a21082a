package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What AWS demands of trust policies for issuers that many customers share.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html">IAM,
 *     identity-provider controls for shared OIDC providers</a>
 */
final class ProviderControls {
  private static final List<String> SUBJECT =
      List.of(
          "token.actions.githubusercontent.com",
          "oidc-configuration.audit-log.githubusercontent.com",
          "vstoken.dev.azure.com",
          "gitlab.com",
          "app.terraform.io",
          "agent.buildkite.com",
          "oidc.codefresh.io",
          "scalr.io",
          "studio.datachain.ai/api",
          "tokens.cloud.shisho.dev",
          "proidc.upbound.io");
  private static final List<String> AUDIENCE =
      List.of(
          "api.pulumi.com/oidc",
          "oidc.vercel.com",
          "sandboxes.cloud",
          "cognito-identity.amazonaws.com");

  private ProviderControls() {}

  /** The claim that a policy must limit: {@code sub} or {@code aud}; empty for own issuers. */
  static Optional<String> limited(String issuer) {
    if (SUBJECT.stream().anyMatch(shared -> isOrBelow(issuer, shared))) {
      return Optional.of("sub");
    }
    return AUDIENCE.stream().anyMatch(shared -> isOrBelow(issuer, shared))
        ? Optional.of("aud")
        : Optional.empty();
  }

  /** Whether AWS looks at it for every request, not only when a policy is saved. */
  static boolean atRequestTime(String issuer) {
    return issuer.equals("app.terraform.io");
  }

  private static boolean isOrBelow(String issuer, String shared) {
    return issuer.equals(shared) || issuer.startsWith(shared + "/");
  }

  /** Whether the statement limits the claim to something more than a wildcard. */
  static boolean limits(Statement statement, String key) {
    return statement.on(key).stream()
        .filter(condition -> condition.positive() && condition.comparesText())
        .anyMatch(
            condition ->
                !condition.expected().isEmpty()
                    && condition.expected().stream().noneMatch(ProviderControls::onlyWildcard));
  }

  private static boolean onlyWildcard(String value) {
    return value.replaceFirst("^(repo|project_path|organization):", "").matches("[*?:/]*");
  }
}
