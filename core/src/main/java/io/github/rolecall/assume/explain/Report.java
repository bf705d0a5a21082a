package io.github.rolecall.assume.explain;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code explain} says of one role.
 *
 * @param name which of several roles it is; empty: the only one
 * @param allClaims whether claims are shown that AWS does not offer to policies
 */
public record Report(String name, List<Fact> plan, Explanation explanation, boolean allClaims) {
  /** Claims that stand in the first lines anyway. */
  private static final List<String> SHOWN =
      List.of("iss", "sub", "aud", "exp", "iat", "nbf", "jti");

  /** For people; nothing in it can be taken for a command of a CI system. */
  public String text() {
    var text = new StringBuilder();
    section(text, "Plan", plan);
    section(text, "Token", token());
    section(text, "Claims that AWS offers to trust policies", claims(true));
    if (allClaims) {
      section(text, "Other claims", claims(false));
    }
    text.append("Verdict: ").append(verdict()).append('\n');
    explanation.evaluation().ifPresent(known -> statements(text, known));
    int number = 1;
    for (Finding finding : explanation.findings()) {
      text.append(
          "\n%s. %s (%s, %s)\n   %s\n   To do: %s\n   See %s\n"
              .formatted(
                  number++,
                  finding.code().title(),
                  finding.severity().name().toLowerCase(Locale.ROOT),
                  finding.code().code(),
                  oneLine(finding.message()),
                  oneLine(finding.remedy()),
                  Problem.DOCUMENTATION + finding.code().code()));
    }
    if (explanation.verdict() != Verdict.ALLOWED) {
      text.append("\nThe trust policy that lets exactly this job in:\n");
      text.append(explanation.remedy().json()).append('\n');
    }
    return PlainText.harmless(text.toString());
  }

  private String verdict() {
    boolean policy = explanation.evaluation().isPresent();
    return switch (explanation.verdict()) {
      case ALLOWED -> "allowed. This trust policy lets this job have the role.";
      case DENIED ->
          policy
              ? "denied. AWS would refuse, for the reasons below."
              : "denied. AWS would refuse this token whatever the trust policy says.";
      case UNKNOWN ->
          policy
              ? "unknown. It depends on what only AWS sees, see below."
              : "unknown. No trust policy was given; it can be read from a file or with a profile"
                  + " (trust-policy, policy-profile).";
    };
  }

  private List<Fact> token() {
    Request request = explanation.request();
    Claims claims = request.claims();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("issuer", claims.issuer()));
    facts.add(new Fact("audience", String.join(", ", claims.audiences())));
    claims.authorizedParty().ifPresent(azp -> facts.add(new Fact("authorized party", azp)));
    facts.add(new Fact("subject", claims.subject()));
    facts.add(new Fact("expires", claims.expires().map(Object::toString).orElse("not said")));
    return facts;
  }

  private List<Fact> claims(boolean offered) {
    Request request = explanation.request();
    var facts = new ArrayList<Fact>();
    for (Map.Entry<String, JsonValue> claim : request.claims().all().members().entrySet()) {
      String name = claim.getKey();
      boolean key = ConditionKeys.maps(request.issuerName(), name) && !SHOWN.contains(name);
      if (offered ? key : !key && !SHOWN.contains(name)) {
        String value =
            claim.getValue().isString() ? claim.getValue().text() : claim.getValue().toString();
        facts.add(new Fact(offered ? request.keyOf(name) : name, value));
      }
    }
    return facts;
  }

  private static void statements(StringBuilder text, Evaluation evaluation) {
    int number = 1;
    for (Evaluation.Answer answer : evaluation.answers()) {
      text.append("\nStatement ").append(number++);
      answer.statement().sid().ifPresent(sid -> text.append(" (").append(sid).append(')'));
      text.append(answer.statement().allow() ? ", Allow: " : ", Deny: ")
          .append(words(answer.applies(), "applies", "does not apply", "unknown"))
          .append('\n');
      for (Evaluation.Outcome outcome : answer.conditions()) {
        text.append(
            "  %s%s %s\n              expected  %s\n              actual    %s\n"
                .formatted(
                    words(outcome.result(), "match     ", "no match  ", "unknown   "),
                    outcome.condition().name(),
                    outcome.condition().key(),
                    oneLine(String.join(", ", outcome.condition().expected())),
                    oneLine(actual(outcome.actual()))));
      }
    }
  }

  private static String actual(KeyValue value) {
    if (value instanceof KeyValue.Present present) {
      return String.join(", ", present.values());
    }
    return value instanceof KeyValue.Absent ? "(not there)" : "(only AWS knows)";
  }

  private static String words(TriState truth, String yes, String no, String unknown) {
    return switch (truth) {
      case TRUE -> yes;
      case FALSE -> no;
      case UNKNOWN -> unknown;
    };
  }

  private static void section(StringBuilder text, String title, List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    int widest = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    text.append(title).append('\n');
    for (Fact fact : facts) {
      String space = " ".repeat(widest - fact.name().length() + 2);
      text.append("  " + fact.name() + space + oneLine(fact.value()) + "\n");
    }
    text.append('\n');
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
