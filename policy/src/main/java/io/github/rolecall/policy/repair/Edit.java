package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One change of a trust policy. Statements are counted from 0, in the policy as it was read. */
public sealed interface Edit {

  /**
   * Replaces a condition; without new conditions, it is removed.
   *
   * @param before a condition of the statement
   */
  record Replace(int statement, Condition before, List<Condition> after) implements Edit {
    private Statement in(Statement old) {
      var conditions = new ArrayList<Condition>();
      for (Condition each : old.conditions()) {
        conditions.addAll(each.equals(before) ? after : List.of(each));
      }
      return old.with(conditions);
    }
  }

  /** Adds a condition. */
  record Demand(int statement, Condition condition) implements Edit {
    /** Of two lists with the same operator and key only one can remain: the narrower one. */
    private Statement in(Statement old) {
      var conditions = new ArrayList<>(old.conditions());
      if (condition.positive()) {
        conditions.removeIf(
            each -> each.name().equals(condition.name()) && each.sameKey(condition.key()));
      }
      conditions.add(condition);
      return old.with(conditions);
    }
  }

  /** Replaces the actions. */
  record Actions(int statement, List<String> actions) implements Edit {}

  /** Replaces the principal. */
  record Principal(int statement, Principals principals) implements Edit {}

  /** Replaces a statement by one for each issuer that it trusts, after all its other changes. */
  record Split(int statement) implements Edit {}

  /** Adds a statement at the end. */
  record Add(Statement statement) implements Edit {}

  /** The index of the changed statement; empty for a new one. */
  default Optional<Integer> of() {
    return this instanceof Replace replace
        ? Optional.of(replace.statement())
        : this instanceof Demand demand
            ? Optional.of(demand.statement())
            : this instanceof Actions actions
                ? Optional.of(actions.statement())
                : this instanceof Principal principal
                    ? Optional.of(principal.statement())
                    : this instanceof Split split
                        ? Optional.of(split.statement())
                        : Optional.empty();
  }

  /** The policy with all these changes. */
  static TrustPolicy all(TrustPolicy policy, List<Edit> edits) {
    var statements = new ArrayList<>(policy.statements());
    // Changes of the number of statements come last, from the end backwards.
    List<Edit> ordered =
        new LinkedHashSet<>(edits).stream().sorted(Comparator.comparingInt(Edit::order)).toList();
    ordered.forEach(edit -> edit.apply(statements));
    return policy.with(List.copyOf(statements));
  }

  private int order() {
    return this instanceof Split split
        ? Integer.MAX_VALUE - 1 - split.statement()
        : this instanceof Add ? Integer.MAX_VALUE : 0;
  }

  private void apply(List<Statement> statements) {
    if (this instanceof Replace replace) {
      change(statements, replace.statement(), replace::in);
    } else if (this instanceof Demand demand) {
      change(statements, demand.statement(), demand::in);
    } else if (this instanceof Actions to) {
      change(statements, to.statement(), old -> old.allowing(to.actions()));
    } else if (this instanceof Principal to) {
      change(statements, to.statement(), old -> old.by(to.principals()));
    } else if (this instanceof Split split) {
      Statement whole = statements.remove(split.statement());
      statements.addAll(split.statement(), new IssuerParts(whole).all());
    } else if (this instanceof Add add) {
      statements.add(add.statement());
    }
  }

  private static void change(
      List<Statement> statements, int number, Function<Statement, Statement> to) {
    statements.set(number, to.apply(statements.get(number)));
  }
}
