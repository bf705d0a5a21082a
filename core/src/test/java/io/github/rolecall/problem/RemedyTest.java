package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemedyTest {
  private static final Remedy ROLE =
      Remedy.of(words -> "Set " + words.assign(Input.ROLE_TO_ASSUME, "arn") + ".");
  private static final Words WITHOUT =
      Words.of(FrontEnd.COMMAND, EnumSet.of(Input.AWS_REGION, Input.CONFIG));

  @Test
  void isSpelledAsTheRunningCommandDoes() {
    assertEquals(Optional.of("Set role-to-assume: arn."), ROLE.in(FrontEnd.ACTION));
    assertEquals(Optional.of("Set --role-to-assume arn."), ROLE.in(FrontEnd.COMMAND));
    assertEquals(Optional.of("Set <roleToAssume>arn</roleToAssume>."), ROLE.in(FrontEnd.MAVEN));
  }

  @Test
  void isNoneWhereItsInputCannotBeSet() {
    assertEquals(Optional.empty(), ROLE.in(WITHOUT));
    assertEquals(Optional.empty(), Remedy.of(w -> w.spell(Input.LAZY)).in(FrontEnd.COMMAND));
  }

  /** The table of this use has the input, but the front end does not. */
  @Test
  void theFrontEndDecidesToo() {
    Words words = Words.of(FrontEnd.ACTION, EnumSet.allOf(Input.class));
    assertEquals(Optional.empty(), Remedy.of(w -> w.spell(Input.LAZY)).in(words));
  }

  @Test
  void tellsWhatItSets() {
    assertEquals(Map.of(Input.ROLE_TO_ASSUME, Optional.of("arn")), ROLE.inputs(FrontEnd.COMMAND));
  }

  @Test
  void whereNoneIsLeftAGeneralOneFollows() {
    var problem = new IdentityProblem.NoCredentials(List.of(), List.of(ROLE));
    assertEquals(List.of(Problem.GENERAL), problem.remedies(WITHOUT));
    assertTrue(problem.message(WITHOUT).contains("1. " + Problem.GENERAL));
  }

  @Test
  void theFirstThatIsLeftIsNoAlternative() {
    var problem =
        new IdentityProblem.NoCredentials(
            List.of(), List.of(ROLE, Remedy.of("Or, if you can, log in."), Remedy.of("Or wait.")));
    assertEquals(List.of("If you can, log in.", "Or wait."), problem.remedies(WITHOUT));
    assertEquals("Set --role-to-assume arn.", problem.remedies(FrontEnd.COMMAND).get(0));
  }

  @Test
  void anInputIsNamedWhereTheUserWroteIt() {
    Inputs inputs =
        Inputs.of(
            FrontEnd.COMMAND,
            EnumSet.of(Input.ROLE_TO_ASSUME, Input.AWS_REGION),
            Map.of(),
            Map.of("AWS_ROLE_ARN", "arn"));
    Words words = inputs.words();
    assertEquals("AWS_ROLE_ARN", words.spell(Input.ROLE_TO_ASSUME));
    assertEquals("--aws-region", words.spell(Input.AWS_REGION));
    assertEquals("--role-to-assume other", words.assign(Input.ROLE_TO_ASSUME, "other"));
  }
}
