package io.github.rolecall.action;

import io.github.rolecall.FrontEnd;
import io.github.rolecall.Input;
import io.github.rolecall.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Inputs that somebody wrote and the action does not have; the runner hands them on all the same.
 */
final class UnknownInputs {
  private static final String PREFIX = "INPUT_";

  /** The first is the action's own business; the runner itself takes the others. */
  private static final Set<String> NOT_OURS = Set.of("host-temp", "entrypoint", "args");

  private UnknownInputs() {}

  /** A warning for each, with the input that was probably meant. */
  static List<String> warnings(Map<String, String> environment) {
    List<String> known =
        Stream.of(Input.values())
            .filter(input -> input.frontEnds().contains(FrontEnd.ACTION))
            .map(Input::key)
            .toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()).toLowerCase(Locale.ROOT))
        .filter(name -> !known.contains(name) && !NOT_OURS.contains(name))
        .sorted()
        .map(name -> "The action has no input '" + name + "'." + nearest(name, known))
        .toList();
  }

  private static String nearest(String name, List<String> known) {
    return Spelling.nearest(name, known).map(meant -> " Did you mean '" + meant + "'?").orElse("");
  }
}
