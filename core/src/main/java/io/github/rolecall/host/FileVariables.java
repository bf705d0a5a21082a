package io.github.rolecall.host;

import io.github.rolecall.problem.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Environment variables that a file sets for one run, and for nobody who comes after it.
 *
 * @param unreadable those whose values cannot be had; the run fails where one of them is needed
 */
public record FileVariables(Map<String, String> values, Map<String, Given> unreadable) {
  /** The same world with these variables before its own. */
  public Host in(Host host) {
    Host with = host;
    for (Map.Entry<String, String> variable : values.entrySet()) {
      with = with.with(variable.getKey(), variable.getValue());
    }
    for (Map.Entry<String, Given> variable : unreadable.entrySet()) {
      if (instead(variable.getKey(), host).isEmpty()) {
        with = with.without(variable.getKey(), variable.getValue().unreadable().orElseThrow());
      }
    }
    return with;
  }

  /** What of the environment counts for values that cannot be had. */
  public List<String> notes(Host host) {
    var notes = new ArrayList<String>();
    unreadable.forEach(
        (name, given) ->
            instead(name, host).ifPresent(other -> notes.add(insteadOf(given, other))));
    return notes;
  }

  /** That another value counts for one that cannot be had. */
  public static String insteadOf(Given unreadable, String other) {
    return unreadable.name()
        + " has no effect: only Pulumi can read its value. "
        + other
        + " counts.";
  }

  private static Optional<String> instead(String name, Host host) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .filter(either -> name.endsWith("_PROXY") || either.equals(name))
        .filter(either -> host.variable(either).isPresent())
        .findFirst();
  }

  /** Without values: a proxy can have a password in it. */
  @Override
  public String toString() {
    return "FileVariables[" + values.size() + "]";
  }
}
