package io.github.rolecall.policy;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trust policy of a role.
 *
 * @param role the role that it belongs to, where the text says so
 * @param variables whether policy variables are replaced: not in version 2008-10-17, which is the
 *     default version
 * @param duplicateKeys where the JSON text names a key twice, so that only the last one counts
 * @param faults why IAM would not save it
 * @param length in characters without white space, as IAM counts it
 * @param source the policy as it was read; the parts of a template are filled in
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM,
 *     grammar of the policy language</a>
 */
public record TrustPolicy(
    Optional<RoleArn> role,
    boolean variables,
    List<Statement> statements,
    List<String> duplicateKeys,
    List<Fault> faults,
    int length,
    JsonValue source) {

  /**
   * The longest policy that IAM saves, in characters without white space, after the quota of the
   * account was raised; the default quota is a quarter of it.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM,
   *     quotas</a>
   */
  public static final int LONGEST = 8192;

  /** The same policy for this role. */
  public TrustPolicy of(Optional<RoleArn> arn) {
    return new TrustPolicy(arn, variables, statements, duplicateKeys, faults, length, source);
  }

  /** The same policy with these statements. */
  public TrustPolicy with(List<Statement> others) {
    return new TrustPolicy(role, variables, others, List.of(), faults, length, source);
  }

  /** The parts that a template has not filled in, each once, as it is written. */
  public List<String> unresolved() {
    Set<String> places =
        statements.stream()
            .flatMap(Statement::unresolved)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return List.copyOf(places);
  }
}
