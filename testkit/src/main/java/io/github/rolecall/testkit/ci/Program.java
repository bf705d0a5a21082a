package io.github.rolecall.testkit.ci;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** The program under test, which a runner starts as an action. */
@FunctionalInterface
public interface Program {

  /**
   * Runs the program once.
   *
   * @param environment the complete environment; the program must not read the environment of this
   *     process
   * @param workDirectory the folder that relative paths start from
   * @param standardOutput the standard output, which the runner reads
   * @return the exit code
   * @throws Exception an exception that the program did not handle; the exit code is then 1
   */
  int run(Map<String, String> environment, Path workDirectory, OutputStream standardOutput)
      throws Exception;
}
