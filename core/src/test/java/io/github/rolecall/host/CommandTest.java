package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.problem.IdentityProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @TempDir private Path folder;

  private Host host(String... namesAndValues) {
    var environment = new java.util.HashMap<>(Map.of("PATH", folder + ":/bin:/usr/bin"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return TestHost.of(environment);
  }

  private static Command command(String... words) {
    return new Command("the test", List.of(words), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "a b  c|a,b,c",
        "a 'b c' d|a,b c,d",
        "a \"b 'c\" d|a,b 'c,d",
        "a\\ b|a b",
        "'a'\"b\"c|abc",
        "a '' b|a,,b",
        "\"a\\\"b\\\\c\\d\"|a\"b\\c\\d",
        "'a\\b'|a\\b"
      })
  void wordsAreThoseOfAShell(String line, String words) {
    assertEquals(Optional.of(List.of(words.split(",", -1))), Command.split(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'open", "\"open", "end\\", "", "  "})
  void whatNoShellTakesIsNoCommand(String line) {
    assertEquals(Optional.empty(), Command.split(line));
  }

  @Test
  void theEnvironmentIsThatOfTheHostAndThereIsNoInput() {
    Programs.script(folder, "p", "cat; echo \"$MINE-$HOME-\"");
    assertEquals("x--\n", command("p").output(host("MINE", "x")).reveal());
  }

  @Test
  void aProgramThatTakesTooLongIsStopped() {
    Programs.script(folder, "p", "sleep 60");
    var slow = new Command("the test", List.of("p"), Duration.ofMillis(50));
    var problem = Thrown.problem(IdentityProblem.CommandFailed.class, () -> slow.output(host()));
    assertEquals("it took longer than 0 seconds", problem.outcome());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln",
        "{\"SecretAccessKey\": \"short1\"}",
        "password=hunter2",
        "token: abc",
        "Bearer abc"
      })
  void whatItSaysIsToldWithoutSecrets(String said) {
    Programs.script(folder, "p", "echo 'it is '\"$SAID\"' here' >&2; exit 4");
    var problem =
        Thrown.problem(
            IdentityProblem.CommandFailed.class, () -> command("p").output(host("SAID", said)));
    assertEquals("exit code 4", problem.outcome());
    String secret = said.replaceAll(".*[ =]\"?([^\"}]+)\"?}?$", "$1");
    assertFalse(problem.stderr().contains(secret), problem.stderr());
    assertEquals(true, problem.stderr().startsWith("it is "), problem.stderr());
  }

  @Test
  void whatItPrintedAndWhatVariablesHoldIsASecretToo() {
    Programs.script(
        folder, "p", "echo printed-text; echo \"printed-text $DB_PASSWORD\" >&2; exit 1");
    var problem =
        Thrown.problem(
            IdentityProblem.CommandFailed.class,
            () -> command("p").output(host("DB_PASSWORD", "long-enough")));
    assertEquals("*** ***", problem.stderr());
  }
}
