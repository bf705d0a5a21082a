package io.github.rolecall.testkit.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLabRunTest {

  @TempDir private Path folder;
  private final Map<String, String> environment =
      Map.of("PATH", System.getenv("PATH"), "TOKEN", "s3cret");

  @Test
  void linesShareOneShell() {
    GitLabRun run =
        GitLabRun.bash(folder, environment, "export A=1", "cd /", "echo $A $PWD; echo err >&2");

    assertEquals(0, run.exitCode());
    assertEquals("1 /\nerr\n", run.output());
  }

  @Test
  void stopsAtTheFirstFailureInAPipeToo() {
    GitLabRun run = GitLabRun.bash(folder, environment, "false | true", "echo never");

    assertEquals(1, run.exitCode());
    assertEquals("", run.output());
  }

  @Test
  void aPlainShellRunsWithNothingElseInItsEnvironment() {
    GitLabRun run =
        GitLabRun.sh(folder, environment, "pwd", "echo $TOKEN ${HOME-none}", "cat", "exit 4");

    assertEquals(4, run.exitCode());
    assertTrue(run.output().endsWith("s3cret none\n"), run.output());
  }

  @Test
  void masksDeclaredVariablesOnly() {
    GitLabRun run = GitLabRun.bash(folder, environment, "echo $TOKEN other");

    assertTrue(run.shows("s3cret"));
    assertFalse(run.masking(List.of("s3cret")).shows("s3cret"));
    assertEquals("[MASKED] other\n", run.masking(List.of("s3cret")).output());
  }
}
