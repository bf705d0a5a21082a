package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A statement taken apart by the issuers that it trusts. */
public record IssuerParts(Statement statement) {

  /** The issuers by name; for a principal that is no provider, its value. */
  public Set<String> issuers() {
    var issuers = new LinkedHashSet<String>();
    statement.principals().entries().forEach(entry -> issuers.add(entry.provider()));
    return issuers;
  }

  /** Whether the condition is on a key of the issuer. */
  public static boolean on(Condition condition, String issuer) {
    int colon = condition.key().lastIndexOf(':');
    return colon >= 0 && LetterCase.same(condition.key().substring(0, colon), issuer);
  }

  /** A statement for each issuer, with the conditions on its own keys and those on nobody's. */
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
