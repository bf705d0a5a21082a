package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Fault.Kind;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.Unresolved;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one statement, and notes why IAM would not save it. */
final class StatementReader {
  private static final Set<String> ELEMENTS =
      Set.of(
          "sid",
          "effect",
          "principal",
          "notprincipal",
          "action",
          "notaction",
          "resource",
          "notresource",
          "condition");

  private final JsonValue node;
  private final List<Fault> faults;
  private final int number;
  private final String name;

  StatementReader(int number, JsonValue node, List<Fault> faults) {
    Elements.check(
        !Unresolved.has(node.text()),
        "Rolecall could not resolve statement %s: %s",
        String.valueOf(number),
        node.text());
    Elements.check(node.isObject(), "a Statement must be a JSON object");
    this.node = node;
    this.faults = faults;
    this.number = number;
    this.name = "Statement " + number;
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  Statement read() {
    elements();
    Optional<String> sid = Elements.text(node, "Sid").stream().findFirst();
    sid.ifPresent(this::sid);
    boolean others = Elements.has(node, "NotAction");
    List<String> actions = Elements.text(node, others ? "NotAction" : "Action");
    if (actions.isEmpty()) {
      fault(
          Kind.ELEMENT, "%s has no Action.", "Write \"Action\": \"sts:AssumeRoleWithWebIdentity\"");
    }
    both("Action", "NotAction");
    return new Statement(
        sid,
        effect(),
        new PrincipalReader(name, node, faults).read(),
        others,
        actions,
        new ConditionReader(number, node, faults).read());
  }

  private void elements() {
    for (String element : node.members().keySet()) {
      if (!ELEMENTS.contains(lower(element))) {
        fault(
            Kind.ELEMENT,
            "%s has the unknown element " + element + ".",
            lower(element).startsWith("condition")
                ? "Write \"Condition\": {...}"
                : fill("Remove %s.", element));
      }
    }
    for (String element : List.of("Resource", "NotResource")) {
      if (Elements.has(node, element)) {
        faults.add(
            new Fault(
                    Kind.RESOURCE,
                    fill(
                        "%s has a %s: in a trust policy, the role itself is the resource.",
                        name, element),
                    fill("Remove \"%s\".", element))
                .certain(
                    new Fault.Element(
                        Optional.of(number - 1),
                        element,
                        Elements.member(node, element).orElse(JsonValue.MISSING))));
      }
    }
  }

  private void sid(String sid) {
    boolean plain = Unresolved.has(sid) || sid.chars().allMatch(LetterCase::isPlain);
    if (!plain) {
      fault(
          Kind.ELEMENT,
          "%s has the Sid '" + sid + "': IAM accepts only letters A to Z and digits.",
          "Write a Sid such as \"GitHubActions\", or remove it.");
    }
  }

  private void both(String one, String other) {
    if (Elements.has(node, one) && Elements.has(node, other)) {
      fault(
          Kind.ELEMENT,
          "%s has " + one + " and " + other + ".",
          fill("Keep one of the two: %s.", one));
    }
  }

  /** A missing Effect, or one in another letter case, is read as it was probably meant. */
  private boolean effect() {
    String effect = String.join("", Elements.text(node, "Effect"));
    Elements.check(!Unresolved.has(effect), "Rolecall could not resolve an Effect: %s", effect);
    boolean deny = LetterCase.same(effect, "Deny");
    if (effect.isEmpty()) {
      fault(Kind.EFFECT, "%s has no Effect.", "Write \"Effect\": \"Allow\"");
    } else if (!effect.equals("Allow") && !effect.equals("Deny")) {
      var fault =
          new Fault(
              Kind.EFFECT,
              fill(
                  "%s has the Effect %s, but IAM accepts only Allow and Deny, with"
                      + " this letter case.",
                  name, effect),
              fill("Write \"Effect\": \"%s\"", deny ? "Deny" : "Allow"));
      faults.add(
          deny || LetterCase.same(effect, "Allow")
              ? fault.certain(
                  new Fault.Element(Optional.of(number - 1), "Effect", JsonValue.of(effect)))
              : fault);
    }
    return !deny;
  }

  private void fault(Kind kind, String message, String remedy) {
    faults.add(new Fault(kind, message.replaceFirst("%s", name), remedy));
  }
}
