package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.problem.Fact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a CI system says of a run: in its variable, for which we have a name. */
record RunVariable(String name, String variable) {

  /**
   * Several.
   *
   * @param texts each {@code name=VARIABLE}, with blanks between them; may be empty
   */
  static List<RunVariable> all(String texts) {
    return Stream.of(texts.split(" ", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> text.split("=", 2))
        .map(parts -> new RunVariable(parts[0], parts[1]))
        .toList();
  }

  /** Those that are set. */
  static List<Fact> facts(Host host, List<RunVariable> variables) {
    return variables.stream()
        .flatMap(each -> each.value(host).map(text -> new Fact(each.name, text)).stream())
        .toList();
  }

  /** All of them, for problems. */
  static List<Fact> factsOrUnknown(Host host, List<RunVariable> variables) {
    return variables.stream()
        .map(each -> new Fact(each.name, each.value(host).orElse("unknown")))
        .toList();
  }

  Optional<String> value(Host host) {
    return host.variable(variable);
  }

  /** The value; the name stands for one that is not set. */
  String valueOrName(Host host) {
    return value(host).orElse(name);
  }
}
