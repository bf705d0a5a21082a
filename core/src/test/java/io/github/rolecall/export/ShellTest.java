package io.github.rolecall.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

  /** Evaluates the statements in a real shell, runs a script, and returns the output. */
  private static String evaluated(String statements, String script) throws Exception {
    var builder = new ProcessBuilder("sh", "-c", "eval \"$STATEMENTS\"\n" + script);
    builder.environment().put("STATEMENTS", statements);
    builder.environment().put("OLD", "before");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with blank",
        "quo'te",
        "'",
        "''",
        "dou\"ble",
        "$HOME `id` $(id) \\",
        "; touch /tmp/rolecall-injected",
        "two\nlines",
        "a=b&c|d<e>f*?[x]~#!",
        "wJalr/XUtn+FEMI=",
        "-n",
        "ä\u2028"
      })
  void aRealShellTakesEveryValueToTheLetter(String value) throws Exception {
    String statements = Shell.SH.statements(Map.of("NAME", value));
    assertEquals(value + "|", evaluated(statements, "printf '%s|' \"$NAME\""));
    // The variable is exported, not only set.
    assertEquals(value + "|", evaluated(statements, "sh -c 'printf \"%s|\" \"$NAME\"'"));
  }

  @Test
  void aBlankValueRemovesTheVariable() throws Exception {
    var variables = new LinkedHashMap<String, String>();
    variables.put("OLD", "");
    variables.put("NEW", "x");
    assertEquals(
        "gone x", evaluated(Shell.SH.statements(variables), "printf '%s' \"${OLD-gone} $NEW\""));
  }

  @Test
  void failureMakesTheEvaluationFail() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-e", "-c", "eval \"" + Shell.SH.failure() + "\"; echo on")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertNotEquals(0, process.waitFor());
    assertEquals("", output);
  }

  @ParameterizedTest
  @CsvSource({
    "SH, a'b, export N='a'\\''b'",
    "POWERSHELL, a'b$c`d, $Env:N = 'a''b$c`d'",
    "POWERSHELL, a\u2019b, $Env:N = 'a\u2019\u2019b'",
    "FISH, a'b\\c$d, set -gx N 'a\\'b\\\\c$d'",
    "CMD, a+/=b, set N=a+/=b"
  })
  void everyShellHasItsQuotes(Shell shell, String value, String statement) {
    // No shell doubles this quote, which is the quote of the table itself.
    assertEquals(statement.strip() + "\n", shell.statements(Map.of("N", value.strip())));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void everyShellRemovesBlankVariables(Shell shell) {
    String expected =
        switch (shell) {
          case SH -> "unset N\n";
          case POWERSHELL -> "Remove-Item Env:N -ErrorAction SilentlyContinue\n";
          case FISH -> "set -e N\n";
          case CMD -> "set N=\n";
        };
    assertEquals(expected, shell.statements(Map.of("N", "")));
  }

  @Test
  void theCommandPromptOfWindowsTakesPlainValuesOnly() {
    for (String value : List.of("a b", "a&b", "%PATH%", "a^b", "a\nb")) {
      Thrown.problem(ExportProblem.NotPlain.class, () -> Shell.CMD.statements(Map.of("N", value)));
    }
  }

  @Test
  void everyNameIsThatOfAShell() {
    for (String name : Shell.NAMES) {
      assertTrue(Shell.named(name).isPresent(), name);
    }
    assertEquals(Optional.empty(), Shell.named("csh"));
  }
}
