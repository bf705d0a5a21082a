package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Unresolved;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The trust policies in a file: one, or those of several roles. */
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

  /** Whether the file names the roles of its policies. */
  public boolean named() {
    return roles.size() > 1 || roles.get(0).named();
  }

  /** Whether it has the policy of this role. A file without role names has not. */
  public boolean has(RoleArn role) {
    return roles.stream().anyMatch(one -> one.is(role) || one.mayBe(role));
  }

  /**
   * The file with one of its roles only; empty if it has none of this name, or several.
   *
   * @param label as in {@link SeveralRolesException#roles}
   */
  public Optional<PolicyFile> only(String label) {
    List<Candidate> found = roles.stream().filter(one -> one.label().equals(label)).toList();
    return found.size() == 1
        ? Optional.of(new PolicyFile(found, template, duplicateKeys, reader))
        : Optional.empty();
  }

  /**
   * The policy of a role; the only policy if the file has one.
   *
   * @param role empty: not known; it also gives the account and partition for a template
   * @throws SeveralRolesException if the file has several roles, and the role is unknown or missing
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
      // The policy may be a text with another encoding inside: the API returns it URL-encoded.
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
    List<String> labels = roles.stream().map(Candidate::label).toList();
    String more = roles.size() > MOST_NAMES ? " and " + (roles.size() - MOST_NAMES) + " more" : "";
    throw new SeveralRolesException(
        fill(
            "it has the trust policies of %s roles%s: %s%s",
            String.valueOf(roles.size()),
            role.map(wanted -> ", but not of a role with the name " + wanted.name()).orElse(""),
            labels.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")),
            more),
        labels);
  }

  /** Wraps a single statement, or a list of them, in a policy. */
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
