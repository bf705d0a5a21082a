package io.github.rolecall.host;

import io.github.rolecall.problem.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Environment variables that a file sets for one run only.
 *
 * @param unreadable variables whose values cannot be read; the run fails if it needs one of them
 */
public record FileVariables(Map<String, String> values, Map<String, Given> unreadable) {
  /** Returns the host with these variables, which take precedence over its own. */
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

  /** Returns notes on variables of the environment that replace unreadable values. */
  public List<String> notes(Host host) {
    var notes = new ArrayList<String>();
    unreadable.forEach(
        (name, given) ->
            instead(name, host).ifPresent(other -> notes.add(insteadOf(given, other))));
    return notes;
  }

  /** Returns the note that another value is used instead of an unreadable one. */
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

  /** Omits the values: a proxy URL can contain a password. */
  @Override
  public String toString() {
    return "FileVariables[" + values.size() + "]";
  }
}
