package io.github.rolecall.input;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that the user wrote in a front end, and for missing ones the environment
 * variables.
 */
final class WrittenInputs {
  private final FrontEnd frontEnd;
  private final Map<String, String> environment;

  WrittenInputs(FrontEnd frontEnd, Map<String, String> environment) {
    this.frontEnd = frontEnd;
    this.environment = environment;
  }

  /**
   * Returns all values.
   *
   * @throws CredentialsException with {@link InputProblem.Blank} for a blank value, but not in the
   *     action
   */
  Values values(Set<Input> known, Map<Input, Given> written) {
    var values = new EnumMap<Input, List<Given>>(Input.class);
    for (Input input : known) {
      Optional<Given> own = Optional.ofNullable(written.get(input));
      if (frontEnd != FrontEnd.ACTION && own.filter(given -> given.text().isBlank()).isPresent()) {
        throw new CredentialsException(InputProblem.Blank.of(own.get().name()));
      }
      List<Given> given = values(input, own);
      if (!given.isEmpty()) {
        values.put(input, given);
      }
    }
    return new Values(values);
  }

  private List<Given> values(Input input, Optional<Given> written) {
    Stream<Given> own =
        written.map(given -> new Given(given.text().strip(), given.name())).stream();
    Stream<Given> standIns =
        standIns(input)
            .map(name -> new Given(environment.getOrDefault(name, ""), name))
            .map(value -> value.from(Given.Origin.ENVIRONMENT));
    return Stream.concat(own, standIns).filter(value -> !value.text().isEmpty()).toList();
  }

  /** Returns variables that are empty and must not be, see {@link Input#mayBeBlank}. */
  Map<Input, String> blankVariables(Set<Input> known) {
    var blank = new EnumMap<Input, String>(Input.class);
    if (frontEnd != FrontEnd.ACTION) {
      for (Input input : known) {
        standIns(input)
            .filter(name -> !input.mayBeBlank(name) && isBlank(environment.get(name)))
            .findFirst()
            .ifPresent(name -> blank.put(input, name));
      }
    }
    return blank;
  }

  private Stream<String> standIns(Input input) {
    return input.frontEnds().contains(frontEnd)
        ? input.environment(frontEnd).stream()
        : Stream.of();
  }

  private static boolean isBlank(@Nullable String text) {
    return text != null && text.isBlank();
  }
}
