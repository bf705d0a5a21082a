package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.problem.Fact;
import java.util.ArrayList;
import java.util.List;

/** Collects what tells a run of a CI system from others. */
final class RunFacts {
  private RunFacts() {}

  /**
   * The variables that are set.
   *
   * @param namesAndVariables a name, the variable that has the value, the next name, and so on
   */
  static List<Fact> of(Host host, String... namesAndVariables) {
    var facts = new ArrayList<Fact>();
    for (int i = 0; i < namesAndVariables.length; i += 2) {
      String name = namesAndVariables[i];
      host.variable(namesAndVariables[i + 1]).ifPresent(value -> facts.add(new Fact(name, value)));
    }
    return facts;
  }
}
