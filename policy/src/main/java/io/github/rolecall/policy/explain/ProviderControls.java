package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
    Predicate<String> known = shared -> (issuer + "/").startsWith(shared + "/");
    return SUBJECT.stream().anyMatch(known)
        ? Optional.of("sub")
        : AUDIENCE.stream().filter(known).findFirst().map(shared -> "aud");
  }

  /** Whether AWS refuses the request for it; for most issuers it only refuses to save a policy. */
  static boolean refuse(Evaluation evaluation) {
    Request request = evaluation.request();
    List<Statement> applying =
        evaluation.allowing().stream()
            .filter(answer -> answer.applies() != TriState.FALSE)
            .map(Evaluation.Answer::statement)
            .toList();
    return request.issuerName().equals("app.terraform.io")
        && !applying.isEmpty()
        && applying.stream().noneMatch(statement -> limits(statement, request.keyOf("sub")));
  }

  /** Whether the statement limits the claim to something more than a wildcard. */
  static boolean limits(Statement statement, String key) {
    return statement.on(key).stream()
        .filter(condition -> condition.positive() && condition.operator().comparesText())
        .anyMatch(
            condition ->
                !condition.expected().isEmpty()
                    && condition.expected().stream().noneMatch(ProviderControls::onlyWildcard));
  }

  private static boolean onlyWildcard(String value) {
    return value.replaceFirst("^(repo|project_path|organization):", "").matches("[*?:/]*");
  }
}
