package io.github.rolecall.input;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The values of inputs. The first value of an input counts; the others would be used without it.
 */
record Values(Map<Input, List<Given>> all) {
  /** Inputs that must not be passed as arguments, and the inputs that set the same thing. */
  private static final Map<Input, Input> ONLY_IN_FILES =
      Map.of(
          Input.AWS_ACCESS_KEY_ID, Input.ACCESS_KEY_ID_ENV,
          Input.AWS_SECRET_ACCESS_KEY, Input.ACCESS_KEY_ID_ENV,
          Input.AWS_SESSION_TOKEN, Input.ACCESS_KEY_ID_ENV,
          Input.WEB_IDENTITY_TOKEN, Input.WEB_IDENTITY_TOKEN_FILE);

  /** They are one credential: parts of two must not be combined. */
  private static final Set<Input> KEYS =
      EnumSet.of(Input.AWS_ACCESS_KEY_ID, Input.AWS_SECRET_ACCESS_KEY, Input.AWS_SESSION_TOKEN);

  /** They decide the identity: a value from another origin must not replace a missing one. */
  private static final Set<Input> IDENTITY =
      EnumSet.of(
          Input.ROLE_TO_ASSUME,
          Input.AWS_ACCESS_KEY_ID,
          Input.AWS_SECRET_ACCESS_KEY,
          Input.AWS_SESSION_TOKEN,
          Input.WEB_IDENTITY_TOKEN,
          Input.WEB_IDENTITY_TOKEN_FILE,
          Input.SOURCE_PROFILE);

  List<Given> of(Input input) {
    return all.getOrDefault(input, List.of());
  }

  Optional<Given> first(Input input) {
    return of(input).stream().findFirst();
  }

  /** Returns whether the value that counts was written in the front end. */
  boolean explicit(Input input) {
    return first(input).filter(value -> value.origin() == Given.Origin.EXPLICIT).isPresent();
  }

  /** Returns the values of some of the inputs. */
  Values only(Predicate<Input> which) {
    return filtered((input, value) -> which.test(input));
  }

  /** Returns the values without those of environment variables. */
  Values withoutVariables() {
    return filtered((input, value) -> value.origin() != Given.Origin.ENVIRONMENT);
  }

  /** Returns the values without the one that this environment variable sets. */
  Values withoutVariable(Input input, String variable) {
    return filtered((other, value) -> other != input || !isFrom(value, variable));
  }

  /** Returns whether a value comes from this environment variable. */
  static boolean isFrom(Given value, String variable) {
    return value.origin() == Given.Origin.ENVIRONMENT && value.name().equals(variable);
  }

  private Values filtered(BiPredicate<Input, Given> which) {
    return changed(
        more ->
            more.replaceAll(
                (input, given) ->
                    given.stream().filter(value -> which.test(input, value)).toList()));
  }

  /** Returns the values with one more, which takes precedence over all others of its input. */
  Values before(Input input, Given value) {
    return changed(
        more -> more.put(input, Stream.concat(Stream.of(value), of(input).stream()).toList()));
  }

  /** Returns the values with one that replaces all others of its input. */
  Values instead(Input input, Given value) {
    return changed(more -> more.put(input, List.of(value)));
  }

  /**
   * Returns the values with those of a file, which have a lower precedence than explicit ones and a
   * higher one than the environment.
   *
   * @param known the available inputs; others are ignored
   */
  Values with(Map<Input, Given> file, Set<Input> known) {
    boolean otherKeys = KEYS.stream().anyMatch(this::explicit);
    return changed(
        more ->
            file.forEach(
                (input, given) -> {
                  boolean used = known.contains(ONLY_IN_FILES.getOrDefault(input, input));
                  if (used && !(otherKeys && KEYS.contains(input))) {
                    more.put(input, with(input, given.from(Given.Origin.FILE)));
                  }
                }));
  }

  private List<Given> with(Input input, Given file) {
    // If the file sets an input twice, the value of the role takes precedence.
    var here = new ArrayList<>(of(input));
    here.add(0, file);
    here.sort(Comparator.comparing(Given::origin));
    if (here.get(0).isUnreadable() && !IDENTITY.contains(input)) {
      here.add(here.remove(0));
    }
    return List.copyOf(here);
  }

  private Values changed(Consumer<Map<Input, List<Given>>> change) {
    var more = new EnumMap<Input, List<Given>>(Input.class);
    more.putAll(all);
    change.accept(more);
    more.values().removeIf(List::isEmpty);
    return new Values(more);
  }

  /** Omits the values, which may be secrets. */
  @Override
  public String toString() {
    return "Values" + all.keySet();
  }
}
