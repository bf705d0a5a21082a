package io.github.rolecall.action;

import io.github.rolecall.input.Restriction;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Inputs in the workflow that the action does not have. The runner passes them to the action
 * anyway, and it also passes variables of the job whose names have the same prefix.
 */
final class UnknownInputs {
  private static final String PREFIX = "INPUT_";

  /** The action itself uses the first one; the runner uses the others. */
  private static final Set<String> NOT_OURS = Set.of("host-temp", "entrypoint", "args");

  private final List<String> known =
      Stream.of(Input.values())
          .filter(input -> input.frontEnds().contains(FrontEnd.ACTION))
          .map(Input::key)
          .toList();

  private final List<String> unknown;

  UnknownInputs(Map<String, String> environment) {
    this.unknown =
        environment.keySet().stream()
            .filter(name -> name.startsWith(PREFIX))
            .map(name -> name.substring(PREFIX.length()).toLowerCase(Locale.ROOT))
            .filter(name -> !known.contains(name) && !NOT_OURS.contains(name))
            .sorted()
            .toList();
  }

  /**
   * Refuses inputs whose names indicate a restriction: without it, the step would do more than the
   * user wants.
   */
  void refuseRestrictions() {
    for (String name : unknown) {
      var restriction = new Restriction(name, known);
      if (restriction.is()) {
        throw new CredentialsException(
            new InputProblem.UnknownRestriction(name, restriction.nearest()));
      }
    }
  }

  /** Returns a warning for each other input, with the input that was probably meant. */
  List<String> warnings() {
    return unknown.stream()
        .filter(name -> !new Restriction(name, known).is())
        .map(name -> "The action has no input '" + name + "'." + nearest(name))
        .toList();
  }

  private String nearest(String name) {
    return Spelling.nearest(name, known).map(meant -> " Did you mean '" + meant + "'?").orElse("");
  }
}
