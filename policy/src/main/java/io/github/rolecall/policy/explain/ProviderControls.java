package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.List;
import java.util.Optional;

/** What AWS demands of trust policies for issuers that many customers share. */
final class ProviderControls {
  private ProviderControls() {}

  /** The claim that a policy must limit: {@code sub} or {@code aud}; empty for own issuers. */
  static Optional<String> limited(String issuer) {
    return Issuer.of(issuer).demanded();
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
