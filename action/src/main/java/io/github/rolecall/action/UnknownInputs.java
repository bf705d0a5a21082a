package io.github.rolecall.action;

import io.github.rolecall.FrontEnd;
import io.github.rolecall.Input;
import java.util.Comparator;
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
    String best =
        known.stream().min(Comparator.comparingInt(input -> distance(name, input))).orElseThrow();
    boolean near = distance(name, best) <= Math.max(2, name.length() / 4);
    return near ? " Did you mean '" + best + "'?" : "";
  }

  /** How many letters have to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
