package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a trust policy as {@code aws iam update-assume-role-policy} takes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM,
 *     grammar of the policy language</a>
 */
public final class PolicyDocument {
  private PolicyDocument() {}

  /** The whole policy, indented. */
  public static String of(TrustPolicy policy) {
    return JsonWriter.indented(tree(policy));
  }

  /** The policy as maps and lists, to embed it in another document. */
  public static Map<String, Object> tree(TrustPolicy policy) {
    var document = new LinkedHashMap<String, Object>();
    document.put("Version", policy.variables() ? "2012-10-17" : "2008-10-17");
    document.put("Statement", policy.statements().stream().map(PolicyDocument::statement).toList());
    return document;
  }

  /** The policy as it was written: with the mistakes whose correction is certain. */
  public static String written(TrustPolicy policy) {
    List<Map<String, Object>> statements =
        policy.statements().stream().map(PolicyDocument::statement).toList();
    var document = new LinkedHashMap<String, Object>(tree(policy));
    document.put("Statement", statements);
    for (Fault fault : policy.faults()) {
      if (fault.certain().isPresent() && fault.certain().get() instanceof Fault.Element element) {
        element
            .statement()
            .<Map<String, Object>>map(statements::get)
            .orElse(document)
            .put(element.name(), element.value());
      }
    }
    return JsonWriter.indented(document);
  }

  /** The conditions on one line, each operator once. */
  public static String line(List<Condition> conditions) {
    String element = JsonWriter.compact(conditions(conditions));
    return element.substring(1, element.length() - 1);
  }

  private static Map<String, Object> statement(Statement statement) {
    var json = new LinkedHashMap<String, Object>();
    statement.sid().ifPresent(sid -> json.put("Sid", sid));
    json.put("Effect", statement.allow() ? "Allow" : "Deny");
    Principals principals = statement.principals();
    if (!principals.entries().isEmpty()) {
      json.put(principals.negated() ? "NotPrincipal" : "Principal", principals(principals));
    }
    json.put(
        statement.otherActions() ? "NotAction" : "Action",
        PolicySnippets.oneOrList(statement.actions()));
    if (!statement.conditions().isEmpty()) {
      json.put("Condition", conditions(statement.conditions()));
    }
    return json;
  }

  /** Grouped by type; a bare asterisk has no type. */
  public static Object principals(Principals principals) {
    List<Principals.Entry> entries = principals.entries();
    if (entries.stream().allMatch(entry -> entry.type().isEmpty() || entry.type().equals("*"))) {
      return PolicySnippets.oneOrList(entries.stream().map(Principals.Entry::value).toList());
    }
    return grouped(entries, Principals.Entry::type, Principals.Entry::value);
  }

  private static Map<String, Object> conditions(List<Condition> conditions) {
    var element = new LinkedHashMap<String, Object>();
    var byOperator = new LinkedHashMap<String, List<Condition>>();
    conditions.forEach(
        one -> byOperator.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one));
    byOperator.forEach(
        (operator, all) -> {
          var keys = new LinkedHashMap<String, Object>();
          all.forEach(one -> keys.put(one.key(), PolicySnippets.oneOrList(one.expected())));
          element.put(operator, keys);
        });
    return element;
  }

  private static <T> Map<String, Object> grouped(
      List<T> all, Function<T, String> name, Function<T, String> value) {
    var groups = new LinkedHashMap<String, List<String>>();
    all.forEach(
        one ->
            groups
                .computeIfAbsent(name.apply(one), key -> new ArrayList<>())
                .add(value.apply(one)));
    var json = new LinkedHashMap<String, Object>();
    groups.forEach((key, values) -> json.put(key, PolicySnippets.oneOrList(values)));
    return json;
  }
}
