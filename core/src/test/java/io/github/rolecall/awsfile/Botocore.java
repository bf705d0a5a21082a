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

/** Runs botocore, which reads files for the AWS CLI, in an installed Python. */
public final class Botocore {
  private static final String PYENV = System.getenv("HOME") + "/.pyenv";

  private Botocore() {}

  /** Skips the test if botocore is not installed, except in CI, which installs it. */
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
   * @return the output of the script
   * @throws CredentialsException with {@link IdentityProblem.CommandFailed} when it failed
   */
  public static String run(
      Path home, Map<String, String> environment, String script, String... arguments) {
    var variables = new HashMap<>(environment);
    // pyenv looks for itself in the home when it starts Python, and the home is another one here.
    variables.put("PYENV_ROOT", PYENV);
    var words = new ArrayList<>(List.of("python3", "-c", script));
    words.addAll(List.of(arguments));
    return new Command("the test", words, Command.LIMIT)
        .output(TestHost.at(home, variables))
        .reveal();
  }
}
