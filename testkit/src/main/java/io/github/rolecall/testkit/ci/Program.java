package io.github.rolecall.testkit.ci;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** One start of the program under test, as a runner starts an action. */
@FunctionalInterface
public interface Program {

  /**
   * Runs the program once.
   *
   * @param environment the whole environment; nothing else may be taken from the process
   * @param workDirectory the folder that relative paths start from
   * @param standardOutput what the runner reads as standard output
   * @return the exit code
   * @throws Exception what the program did not handle; a runner sees exit code 1
   */
  int run(Map<String, String> environment, Path workDirectory, OutputStream standardOutput)
      throws Exception;
}
