package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a CI system says of a run.
 *
 * @param name ours
 * @param variable the CI system's
 */
record RunVariable(String name, String variable) {

  /**
   * Several.
   *
   * @param texts each {@code name=VARIABLE}
   */
  static List<RunVariable> all(String... texts) {
    return Stream.of(texts).map(RunVariable::of).toList();
  }

  private static RunVariable of(String text) {
    int at = text.indexOf('=');
    return new RunVariable(text.substring(0, at), text.substring(at + 1));
  }

  Optional<String> value(Host host) {
    return host.variable(variable);
  }

  /** The value; the name stands for one that is not set. */
  String valueOrName(Host host) {
    return value(host).orElse(name);
  }
}
