package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Unresolved;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The trust policies that a file has: one, or those of several roles. */
public final class PolicyFile {
  private static final int MOST_NAMES = 10;

  private final List<Candidate> roles;
  private final Template template;
  private final List<String> duplicateKeys;
  private final PolicyReader reader;

  PolicyFile(
      List<Candidate> roles, Template template, List<String> duplicateKeys, PolicyReader reader) {
    this.roles = roles;
    this.template = template;
    this.duplicateKeys = duplicateKeys;
    this.reader = reader;
  }

  /** Whether it says of the roles which they are. */
  public boolean named() {
    return roles.size() > 1 || roles.get(0).named();
  }

  /** Whether it has the policy of this role. A file that does not say whose it is has not. */
  public boolean has(RoleArn role) {
    return roles.stream().anyMatch(one -> one.is(role) || one.mayBe(role));
  }

  /**
   * The policy of a role; of a file with one policy that one.
   *
   * @param role empty: not known; it also says which account and partition a template is for
   * @throws SeveralRolesException where the file has several and the role is not known or not there
   * @throws IllegalArgumentException with a message that says what is wrong with the policy
   */
  public TrustPolicy of(Optional<RoleArn> role) {
    Candidate chosen = roles.size() == 1 ? roles.get(0) : chosen(role);
    JsonValue policy =
        new Intrinsics(template, role.or(chosen::arn), reader::json).resolve(chosen.policy());
    if (policy.isString()) {
      Elements.check(
          !Unresolved.in(policy.text()).contains(policy.text()),
          "Rolecall could not resolve the trust policy of %s: %s",
          chosen.label(),
          policy.text());
      // It may be a text in which others stand: the API gives it encoded for URLs.
      return reader.read(policy.text()).of(role).of(chosen.arn());
    }
    return new DocumentReader().read(whole(policy), duplicateKeys).of(chosen.arn());
  }

  private Candidate chosen(Optional<RoleArn> role) {
    List<Candidate> found =
        role.map(wanted -> roles.stream().filter(one -> one.is(wanted)).toList())
            .filter(exact -> !exact.isEmpty())
            .or(() -> role.map(wanted -> roles.stream().filter(one -> one.mayBe(wanted)).toList()))
            .orElse(List.of());
    if (found.size() == 1) {
      return found.get(0);
    }
    String labels =
        roles.stream().limit(MOST_NAMES).map(Candidate::label).collect(Collectors.joining(", "));
    String more = roles.size() > MOST_NAMES ? " and " + (roles.size() - MOST_NAMES) + " more" : "";
    throw new SeveralRolesException(
        fill(
            "it has the trust policies of %s roles%s: %s%s",
            roles.size(),
            role.map(wanted -> ", but not of a role with the name " + wanted.name()).orElse(""),
            labels,
            more));
  }

  /** A statement alone, or a list of them, as the policy that it is a part of. */
  private static JsonValue whole(JsonValue policy) {
    boolean statement =
        !Elements.has(policy, "Statement")
            && (Elements.has(policy, "Effect") || Elements.has(policy, "Principal"));
    return policy.isArray() || statement
        ? new JsonObject()
            .with("Version", JsonValue.of("2012-10-17"))
            .with("Statement", policy)
            .value()
        : policy;
  }
}
