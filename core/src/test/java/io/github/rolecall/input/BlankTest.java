package io.github.rolecall.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.InputProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that an empty value is not treated as missing, for every input and every front end that can
 * distinguish them.
 */
class BlankTest {
  static final List<String> BLANKS = List.of("", " ", "\t", "\n", " \r\n\t", "\u2003");

  private static final Set<Input> OF_ROLE =
      EnumSet.of(Input.ROLE_TO_ASSUME, Input.INLINE_SESSION_POLICY, Input.MANAGED_SESSION_POLICIES);

  static Stream<Arguments> writtenBlank() {
    return Stream.of(FrontEnd.values())
        .flatMap(
            frontEnd ->
                Stream.of(Input.values())
                    .filter(input -> input.frontEnds().contains(frontEnd))
                    .flatMap(
                        input ->
                            BLANKS.stream().map(blank -> Arguments.of(frontEnd, input, blank))));
  }

  @ParameterizedTest
  @MethodSource("writtenBlank")
  void aBlankValueIsRefusedByNameAndOnGitHubIsNone(FrontEnd frontEnd, Input input, String blank) {
    if (frontEnd == FrontEnd.ACTION) {
      // The runner passes every input; those that the workflow does not set are empty.
      assertFalse(Inputs.of(frontEnd, Map.of(input, blank), Map.of()).has(input));
      return;
    }
    var problem =
        Thrown.problem(
            InputProblem.Blank.class, () -> Inputs.of(frontEnd, Map.of(input, blank), Map.of()));
    assertEquals(frontEnd.spell(input), problem.name());
    String message = problem.message(frontEnd);
    assertTrue(message.startsWith(frontEnd.spell(input) + " is empty"), message);
    assertTrue(message.contains("is probably not set"), message);
    assertTrue(message.contains("remove " + frontEnd.spell(input)), message);
  }

  // Lists

  @ParameterizedTest
  @EnumSource(Input.class)
  void aListHasNoBlankEntry(Input input) {
    if (input.kind() != Input.Kind.LIST) {
      return;
    }
    for (FrontEnd frontEnd : input.frontEnds()) {
      // A comma ends an entry only before an ARN, because names of roles and policies may contain
      // commas.
      boolean arns = input == Input.ROLE_TO_ASSUME || input == Input.MANAGED_SESSION_POLICIES;
      for (String text :
          arns
              ? List.of(",arn:aws:iam::aws:policy/A", " ,\n arn:aws:iam::aws:policy/A")
              : List.of(",", ",a", "a,", "a,,b", "a, \n ,b", ",\n,")) {
        Inputs inputs = Inputs.of(frontEnd, Map.of(input, text), Map.of());
        var problem = Thrown.problem(InputProblem.Blank.class, () -> inputs.list(input));
        assertTrue(
            problem.name().matches("entry [12] of \\Q" + frontEnd.spell(input) + "\\E"),
            problem.name());
      }
    }
  }

  @Test
  void linesWithoutAnEntryAreLayout() {
    Inputs inputs =
        Inputs.of(
            FrontEnd.COMMAND,
            Map.of(Input.ALLOWED_ACCOUNT_IDS, "\n  1,\r\n\n  2\n 3 ,4\n"),
            Map.of());
    assertEquals(List.of("1", "2", "3", "4"), inputs.list(Input.ALLOWED_ACCOUNT_IDS));
  }

  // Environment variables

  static Stream<Arguments> variables() {
    return Stream.of(FrontEnd.values())
        .flatMap(
            frontEnd ->
                Stream.of(Input.values())
                    .filter(input -> input.frontEnds().contains(frontEnd))
                    .flatMap(
                        input ->
                            input.environment(frontEnd).stream()
                                .map(name -> Arguments.of(frontEnd, input, name))));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void aBlankVariableIsNoneUnlessItIsOurOwnAndForTheRole(
      FrontEnd frontEnd, Input input, String name) {
    for (String blank : BLANKS) {
      Inputs inputs = Inputs.of(frontEnd, Map.of(), Map.of(name, blank));
      if (frontEnd == FrontEnd.ACTION || !OF_ROLE.contains(input) || name.startsWith("AWS_")) {
        assertFalse(inputs.has(input));
        assertEquals(Optional.empty(), inputs.text(input));
        continue;
      }
      for (Runnable use :
          List.<Runnable>of(
              () -> inputs.has(input),
              () -> inputs.text(input),
              () -> inputs.list(input),
              () -> inputs.required(input))) {
        var problem = Thrown.problem(InputProblem.Blank.class, use::run);
        assertEquals(name, problem.name());
        assertTrue(problem.message(frontEnd).startsWith(name + " is empty"), problem.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COMMAND, AWS_ROLE_ARN, arn:aws:iam::111122223333:role/Deploy",
    "MAVEN, AWS_ROLE_ARN, arn:aws:iam::111122223333:role/Deploy",
    "COMMAND, X, ''"
  })
  void aBlankVariableIsNotAskedForWhereSomethingElseIsSet(
      FrontEnd frontEnd, String other, String value) {
    Inputs inputs =
        Inputs.of(
            frontEnd,
            value.isEmpty() ? Map.of(Input.ROLE_TO_ASSUME, "written") : Map.of(),
            Map.of("ROLE_TO_ASSUME", " ", other, value));
    assertTrue(inputs.has(Input.ROLE_TO_ASSUME));
    assertEquals(value.isEmpty() ? "written" : value, inputs.required(Input.ROLE_TO_ASSUME));
  }

  @Test
  void aBlankVariableOfOtherUsesIsNotLookedAt() {
    Inputs inputs =
        Inputs.of(
            FrontEnd.COMMAND, EnumSet.of(Input.AWS_REGION), Map.of(), Map.of("ROLE_TO_ASSUME", ""));
    assertFalse(inputs.has(Input.ROLE_TO_ASSUME));
  }
}
