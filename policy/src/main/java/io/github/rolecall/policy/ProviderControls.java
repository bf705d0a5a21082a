package io.github.rolecall.policy;

import io.github.rolecall.policy.issuer.Issuer;
import java.util.List;
import java.util.Optional;

/** What AWS requires of trust policies for shared issuers (identity provider controls). */
public final class ProviderControls {
  private ProviderControls() {}

  /** The claim that a policy must limit: {@code sub} or {@code aud}; empty for other issuers. */
  public static Optional<String> limited(String issuer) {
    return Issuer.of(issuer).demanded();
  }

  /** Whether AWS also denies the request; for most issuers it only refuses to save the policy. */
  public static boolean refuse(Evaluation evaluation) {
    Request request = evaluation.request();
    if (!request.issuerName().equals("app.terraform.io")) {
      return false;
    }
    List<Statement> applying =
        evaluation.allowing().stream()
            .filter(answer -> answer.applies() != TriState.FALSE)
            .map(Evaluation.Answer::statement)
            .toList();
    return !applying.isEmpty()
        && applying.stream().noneMatch(statement -> limits(statement, request.keyOf("sub")));
  }

  /** Whether the statement limits the claim, or may limit it, with more than a wildcard. */
  public static boolean limits(Statement statement, String key) {
    if (statement.hasUnresolvedKey()) {
      return true;
    }
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
