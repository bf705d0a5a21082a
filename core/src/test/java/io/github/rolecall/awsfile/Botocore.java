package io.github.rolecall.awsfile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of the AWS CLI that reads its files, as an installed Python has it. */
public final class Botocore {
  private static final String PYENV = System.getenv("HOME") + "/.pyenv";

  private Botocore() {}

  /** Skips the test where botocore is not installed; CI installs it, and does not skip. */
  public static void assumeInstalled() {
    try {
      run(Path.of("."), Map.of("PATH", System.getenv("PATH")), "import botocore");
    } catch (CredentialsException e) {
      assertFalse("true".equals(System.getenv("CI")), "botocore is missing, and CI does not skip");
      assumeTrue(false, "botocore is not installed on this machine");
    }
  }

  /**
   * Runs a script.
   *
   * @return what it printed
   * @throws CredentialsException with {@link IdentityProblem.CommandFailed} when it failed
   */
  public static String run(
      Path home, Map<String, String> environment, String script, String... arguments) {
    var variables = new HashMap<>(environment);
    // Where pyenv starts Python, it looks for itself in the home, which is another one here.
    variables.put("PYENV_ROOT", PYENV);
    var words = new ArrayList<>(List.of("python3", "-c", script));
    words.addAll(List.of(arguments));
    return new Command("the test", words, Command.LIMIT)
        .output(TestHost.at(home, variables))
        .reveal();
  }
}
