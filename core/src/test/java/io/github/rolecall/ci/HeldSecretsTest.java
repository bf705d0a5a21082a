package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.Console;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.text.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests that a console prints no secret that it knows, whatever its source. */
class HeldSecretsTest {
  private static final String SECRET = "held/secret+of-the.run";
  private static final Secrets SECRETS = new Secrets();

  @Test
  void aTerminalShowsNone() {
    assertShowsNone(stream -> new PlainConsole(stream, FrontEnd.COMMAND, SECRETS));
  }

  @Test
  void theLogOfAGitHubJobShowsNone() {
    assertShowsNone(stream -> new GitHubConsole(stream, FrontEnd.ACTION, SECRETS));
  }

  private static void assertShowsNone(Function<PrintStream, Console> consoles) {
    var output = new ByteArrayOutputStream();
    Console console = consoles.apply(new PrintStream(output, true, UTF_8));
    console.hold(SECRET);
    // The mask itself is a command, which the runner does not show.
    output.reset();
    console.info("info " + SECRET + " end");
    console.warn("warning " + SECRET + " end");
    console.debug("debug " + SECRET + " end");
    console.failed(new RunProblem.TimedOut(1, "failed " + SECRET + " end"));
    String text = output.toString(UTF_8);
    assertFalse(text.contains(SECRET), text);
    assertTrue(text.contains("info *** end"), text);
    assertTrue(text.contains("warning *** end"), text);
    assertTrue(text.contains("failed *** end"), text);
  }
}
