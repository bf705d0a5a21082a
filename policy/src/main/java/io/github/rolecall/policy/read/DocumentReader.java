package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Fault.Kind;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Unresolved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy in IAM's own form. It notes what IAM would not save, and reads it as it was
 * probably meant.
 */
final class DocumentReader {
  private static final String CURRENT = "2012-10-17";
  private static final String OLD = "2008-10-17";
  private static final Set<String> ELEMENTS = Set.of("version", "id", "statement");

  private final List<Fault> faults = new ArrayList<>();

  /** Throws {@link IllegalArgumentException} if it is not a policy. */
  TrustPolicy read(JsonValue policy, List<String> duplicateKeys) {
    Elements.check(policy.isObject(), "a policy must be a JSON object");
    JsonValue node =
        Elements.member(policy, "Statement")
            .orElseThrow(() -> new IllegalArgumentException("it has no Statement"));
    boolean variables = variables(policy);
    policy.members().keySet().stream()
        .filter(name -> !ELEMENTS.contains(StatementReader.lower(name)))
        .forEach(
            name ->
                fault(
                    Kind.ELEMENT,
                    fill("The policy has the unknown element %s.", name),
                    fill("Remove %s.", name)));
    List<Statement> statements = statements(node.isArray() ? node.items() : List.of(node));
    repeated(statements);
    int length = (int) policy.toString().chars().filter(c -> " \t\r\n".indexOf(c) < 0).count();
    return new TrustPolicy(
        Optional.empty(),
        variables,
        statements,
        duplicateKeys,
        List.copyOf(faults),
        length,
        policy);
  }

  private boolean variables(JsonValue policy) {
    String version = String.join("", Elements.text(policy, "Version"));
    boolean known = version.equals(CURRENT) || version.equals(OLD) || Unresolved.has(version);
    if (!known && Elements.has(policy, "Version")) {
      var fault =
          new Fault(
              Kind.VERSION,
              fill(
                  "The Version is %s, but IAM accepts only %s and %s: it is the"
                      + " version of the policy language, not the date of the policy.",
                  version, CURRENT, OLD),
              fill("Write \"Version\": \"%s\"", CURRENT));
      faults.add(
          version.startsWith("2008")
              ? fault
              : fault.certain(
                  new Fault.Element(Optional.empty(), "Version", JsonValue.of(version))));
    }
    return !version.isEmpty() && !version.startsWith("2008");
  }

  private List<Statement> statements(List<JsonValue> nodes) {
    if (nodes.isEmpty()) {
      fault(
          Kind.ELEMENT,
          "The list Statement is empty.",
          "Add a statement: rolecall trust-policy writes one.");
    }
    var statements = new ArrayList<Statement>();
    for (JsonValue node : nodes) {
      statements.add(new StatementReader(statements.size() + 1, node, faults).read());
    }
    return statements;
  }

  private void repeated(List<Statement> statements) {
    var sids = new HashSet<String>();
    statements.stream()
        .flatMap(statement -> statement.sid().stream())
        .filter(sid -> !sid.isEmpty() && !sids.add(sid))
        .forEach(
            sid ->
                fault(
                    Kind.ELEMENT,
                    fill("Two statements have the Sid %s.", sid),
                    "Use a different Sid for each statement, or remove the Sids."));
  }

  private void fault(Kind kind, String message, String remedy) {
    faults.add(new Fault(kind, message, remedy));
  }
}
