package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.problem.Fact;
import java.util.List;

/** Collects what tells a run of a CI system from others. */
final class RunFacts {
  private RunFacts() {}

  /** The variables that are set. */
  static List<Fact> of(Host host, List<RunVariable> variables) {
    return variables.stream()
        .flatMap(each -> each.value(host).map(text -> new Fact(each.name(), text)).stream())
        .toList();
  }

  /** All of them, for problems. */
  static List<Fact> orUnknown(Host host, List<RunVariable> variables) {
    return variables.stream()
        .map(each -> new Fact(each.name(), each.value(host).orElse("unknown")))
        .toList();
  }
}
