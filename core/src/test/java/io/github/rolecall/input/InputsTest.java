package io.github.rolecall.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Samples;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {

  private static Inputs written(Input input, String text) {
    return Inputs.of(FrontEnd.ACTION, Map.of(input, text), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE", " true\n"})
  void yamlsThreeSpellingsOfTrueAreTrue(String text) {
    assertTrue(written(Input.ROLE_CHAINING, text).flag(Input.ROLE_CHAINING, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "FALSE"})
  void yamlsThreeSpellingsOfFalseAreFalse(String text) {
    assertFalse(written(Input.EXPORT_TO_JOB, text).flag(Input.EXPORT_TO_JOB, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "tRUE", "on", "truee", "false true", "0"})
  void otherSpellingsOfFlagsAreRefused(String text) {
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class,
            () -> written(Input.ROLE_CHAINING, text).flag(Input.ROLE_CHAINING, false));
    assertEquals(
        "role-chaining must be `true` or `false`, but is '" + text + "'",
        problem.what(FrontEnd.ACTION));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAbsentFlagIsTheStandard(boolean standard) {
    Inputs none = Inputs.of(FrontEnd.ACTION, Map.of(), Map.of());
    assertEquals(standard, none.flag(Input.ROLE_CHAINING, standard));
  }

  @ParameterizedTest
  @CsvSource({"900, 900", "43200, 43200", "+900, 900", "0000900, 900", "' 1000 ', 1000"})
  void numbersWithinBoundsAreTaken(String text, int expected) {
    assertEquals(
        expected,
        written(Input.ROLE_DURATION_SECONDS, text)
            .number(Input.ROLE_DURATION_SECONDS, 900, 43200, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"899", "43201", "-1", "1h", "3600s", "900.0", "1e3", "99999999999", "x"})
  void otherNumbersAreRefused(String text) {
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class,
            () ->
                written(Input.ROLE_DURATION_SECONDS, text)
                    .number(Input.ROLE_DURATION_SECONDS, 900, 43200, 1));
    assertEquals("a whole number from 900 to 43200", problem.expected());
    assertEquals(text, problem.value());
  }

  @Test
  void anAbsentNumberIsTheStandardEvenOutOfBounds() {
    assertEquals(
        -1,
        Inputs.of(FrontEnd.ACTION, Map.of(), Map.of()).number(Input.ACTION_TIMEOUT_S, 1, 2, -1));
  }

  @Test
  void aChoiceIsOneOfItsWords() {
    var words = List.of("sh", "fish");
    assertEquals("fish", written(Input.SHELL, "fish").choice(Input.SHELL, words, "sh"));
    assertEquals("sh", written(Input.SHELL, " ").choice(Input.SHELL, words, "sh"));
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class,
            () -> written(Input.SHELL, "Fish").choice(Input.SHELL, words, "sh"));
    assertEquals("one of sh, fish", problem.expected());
  }

  @Test
  void listsHaveOneEntryALineOrCommasBetween() {
    assertEquals(
        List.of("a", "b", "c", "d"),
        written(Input.ALLOWED_ACCOUNT_IDS, " a ,b\r\n\n  c,\n d\n")
            .list(Input.ALLOWED_ACCOUNT_IDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void inTheActionBlankIsAbsent(String blank) {
    Inputs inputs = written(Input.AWS_REGION, blank);
    assertFalse(inputs.has(Input.AWS_REGION));
    assertEquals(Optional.empty(), inputs.text(Input.AWS_REGION));
    assertEquals(List.of(), inputs.list(Input.AWS_REGION));
    var problem =
        Thrown.problem(InputProblem.Missing.class, () -> inputs.required(Input.AWS_REGION));
    assertEquals(Input.AWS_REGION, problem.input());
  }

  @Test
  void valuesLoseTheBlanksAroundThemOnly() {
    assertEquals(
        "eu  central", written(Input.AWS_REGION, "\n eu  central\r\n").required(Input.AWS_REGION));
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void theEnvironmentStandsInForWhatIsNotWritten(FrontEnd frontEnd) {
    Inputs inputs =
        Inputs.of(
            frontEnd, Map.of(), Map.of("AWS_REGION", " eu-west-1 ", "ROLE_SESSION_NAME", "name"));
    assertEquals("eu-west-1", inputs.required(Input.AWS_REGION));
    assertEquals("AWS_REGION", inputs.name(Input.AWS_REGION));
    assertEquals("name", inputs.required(Input.ROLE_SESSION_NAME));
    assertEquals("ROLE_SESSION_NAME", inputs.name(Input.ROLE_SESSION_NAME));
  }

  @Test
  void theFirstVariableThatIsNotBlankStandsIn() {
    var environment = Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "eu-west-2");
    Inputs inputs = Inputs.of(FrontEnd.ACTION, Map.of(), environment);
    assertEquals("eu-west-2", inputs.required(Input.AWS_REGION));
    assertEquals("AWS_DEFAULT_REGION", inputs.name(Input.AWS_REGION));
  }

  @Test
  void whatIsWrittenGoesBeforeTheEnvironment() {
    Inputs inputs =
        Inputs.of(
            FrontEnd.MAVEN, Map.of(Input.AWS_REGION, "eu-west-1"), Map.of("AWS_REGION", "other"));
    assertEquals("eu-west-1", inputs.required(Input.AWS_REGION));
    assertEquals("<awsRegion>", inputs.name(Input.AWS_REGION));
  }

  @ParameterizedTest
  @CsvSource({"ACTION, false", "MAVEN, true", "COMMAND, true"})
  void variablesOfAwsToolsStandInOutsideTheActionOnly(FrontEnd frontEnd, boolean standsIn) {
    var environment =
        Map.of(
            "AWS_ROLE_ARN", "arn", "AWS_ROLE_SESSION_NAME", "session", "OUTPUT_CREDENTIALS", "x");
    Inputs inputs = Inputs.of(frontEnd, Map.of(), environment);
    assertEquals(standsIn, inputs.has(Input.ROLE_TO_ASSUME));
    assertEquals(standsIn, inputs.has(Input.ROLE_SESSION_NAME));
    // Other front ends do not read the variable of an input that only the action has.
    assertEquals(!standsIn, inputs.has(Input.OUTPUT_CREDENTIALS));
  }

  @Test
  void theEnvironmentDoesNotStandInForInputsOfOtherUses() {
    Inputs inputs =
        Inputs.of(
            FrontEnd.COMMAND,
            EnumSet.of(Input.AWS_REGION),
            Map.of(),
            Map.of("AWS_REGION", "r", "AWS_ROLE_ARN", "arn"));
    assertTrue(inputs.has(Input.AWS_REGION));
    assertFalse(inputs.has(Input.ROLE_TO_ASSUME));
  }

  @ParameterizedTest
  @CsvSource({"ACTION, role-to-assume", "MAVEN, <roleToAssume>", "COMMAND, --role-to-assume"})
  void anInputIsNamedAsTheFrontEndSpellsIt(FrontEnd frontEnd, String name) {
    var inputs = Inputs.of(frontEnd, Map.of(Input.ROLE_TO_ASSUME, "x"), Map.of());
    assertEquals(name, inputs.name(Input.ROLE_TO_ASSUME));
    assertEquals(name, Inputs.of(frontEnd, Map.of(), Map.of()).name(Input.ROLE_TO_ASSUME));
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void secretsAreNotShownInMessages(Input input) {
    var problem =
        (InputProblem.Invalid) written(input, Samples.SECRET).invalid(input, "better").problem();
    assertEquals(
        input.secret() ? "(not shown)" : Samples.SECRET, problem.value(), input + " " + problem);
  }
}
