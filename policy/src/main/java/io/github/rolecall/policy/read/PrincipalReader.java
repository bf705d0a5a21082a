package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Fault.Kind;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the principals of a statement.
 *
 * @param name of the statement, for messages
 */
record PrincipalReader(String name, JsonValue statement, List<Fault> faults) {
  private static final Set<String> TYPES =
      Set.of("aws", "service", "federated", "canonicaluser", "*");

  Principals read() {
    boolean negated = Elements.has(statement, "NotPrincipal");
    JsonValue node =
        Elements.member(statement, negated ? "NotPrincipal" : "Principal")
            .orElse(JsonValue.MISSING);
    if (node.isMissing()) {
      fault(
          Kind.PRINCIPAL,
          fill(
              "%s has no Principal, so this is probably a permissions policy. A trust"
                  + " policy says who may assume the role.",
              name),
          "Use the trust policy, which aws iam get-role prints as AssumeRolePolicyDocument.");
    } else if (negated && Elements.has(statement, "Principal")) {
      fault(
          Kind.ELEMENT,
          fill("%s has Principal and NotPrincipal.", name),
          "Keep one of the two: Principal.");
    }
    return new Principals(negated, entries(node));
  }

  private List<Principals.Entry> entries(JsonValue node) {
    var entries = new ArrayList<Principals.Entry>();
    if (node.isObject()) {
      node.members().forEach((type, values) -> entries.addAll(entries(type, values)));
    } else if (!node.isMissing()) {
      Elements.texts(node).forEach(value -> entries.add(bare(value)));
      if (entries.stream().anyMatch(entry -> entry.type().isEmpty())) {
        fault(
            Kind.ELEMENT,
            fill("%s has a Principal without its type.", name),
            "Write \"Principal\": {\"Federated\": \"<ARN of the provider>\"}");
      }
    }
    return List.copyOf(entries);
  }

  private List<Principals.Entry> entries(String type, JsonValue values) {
    if (!TYPES.contains(StatementReader.lower(type))) {
      fault(
          Kind.ELEMENT,
          fill("%s has the principal type %s, which does not exist in IAM.", name, type),
          "Write \"Federated\" for an OIDC provider, \"AWS\" or \"Service\" for others.");
    }
    return Elements.texts(values).stream().map(value -> new Principals.Entry(type, value)).toList();
  }

  /** A plain text is {@code *}, or a part that a template has not filled in. */
  private static Principals.Entry bare(String value) {
    String type = value.equals("*") ? "*" : Unresolved.has(value) ? "Federated" : "";
    return new Principals.Entry(type, value);
  }

  private void fault(Kind kind, String message, String remedy) {
    faults.add(new Fault(kind, message, remedy));
  }
}
