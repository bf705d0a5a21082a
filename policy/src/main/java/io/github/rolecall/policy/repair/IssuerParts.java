package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Splits a statement by the issuers that it trusts. */
public record IssuerParts(Statement statement) {

  /** Returns the issuers by name; for a principal that is not a provider, its value. */
  public Set<String> issuers() {
    var issuers = new LinkedHashSet<String>();
    statement.principals().entries().forEach(entry -> issuers.add(entry.provider()));
    return issuers;
  }

  /** Returns whether the condition uses a key of the issuer. */
  public static boolean on(Condition condition, String issuer) {
    int colon = condition.key().lastIndexOf(':');
    return colon >= 0 && LetterCase.same(condition.key().substring(0, colon), issuer);
  }

  /**
   * Returns a statement for each issuer, with the conditions on its own keys and those that belong
   * to no issuer.
   */
  List<Statement> all() {
    var parts = new ArrayList<Statement>();
    for (String issuer : issuers()) {
      List<Condition> conditions =
          statement.conditions().stream()
              .filter(
                  one -> on(one, issuer) || issuers().stream().noneMatch(other -> on(one, other)))
              .toList();
      List<Principals.Entry> entries =
          statement.principals().entries().stream()
              .filter(entry -> entry.provider().equals(issuer))
              .toList();
      Statement part = statement.by(new Principals(false, entries)).with(conditions);
      parts.add(parts.isEmpty() ? part : part.unnamed());
    }
    return List.copyOf(parts);
  }
}
