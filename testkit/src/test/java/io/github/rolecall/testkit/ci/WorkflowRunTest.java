package io.github.rolecall.testkit.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.ci.Step.Condition;
import io.github.rolecall.testkit.ci.StepOutcome.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowRunTest {

  @TempDir private Path folder;
  private WorkflowRun job;

  @BeforeEach
  void start() {
    job = WorkflowRun.start(folder, Map.of("GITHUB_REPOSITORY", "octo/repo"));
  }

  @Test
  void carriesExportsOutputsAndPathOn() {
    job.run(
        Step.script(
            "first",
            "echo A=1 >> $GITHUB_ENV",
            "printf 'B<<E\\nx\\ny\\nE\\n' >> $GITHUB_ENV",
            "echo out=2 >> $GITHUB_OUTPUT",
            "echo /first >> $GITHUB_PATH",
            "echo /second >> $GITHUB_PATH",
            "echo own:$A:"));
    StepOutcome second =
        job.run(Step.script("second", "echo \"$A $B $C ${PATH%%:/usr*}\"").with("C", "3"));

    assertEquals(Result.SUCCESS, second.result());
    assertEquals(Map.of("out", "2"), job.outputs("first"));
    assertEquals("x\ny", job.environment().get("B"));
    assertFalse(job.environment().containsKey("C"));
    assertTrue(job.environment().get("PATH").startsWith("/second:/first:"));
    assertTrue(job.log().visible().contains("\nown::\n"));
    assertTrue(job.log().visible().contains("\n1 x\ny 3 /second:/first"), job.log().visible());
    assertThrows(IllegalArgumentException.class, () -> job.outputs("third"));
  }

  @Test
  void givesInputsToActionsOnly() {
    Program shows = (env, work, out) -> Integer.parseInt(env.get("INPUT_EXIT-CODE_OF"));

    assertEquals(0, job.run(Step.action("a", shows, Map.of("exit-code of", "0"))).exitCode());
    assertEquals(0, job.run(Step.script("s", "if env | grep INPUT_; then exit 3; fi")).exitCode());
  }

  @Test
  void stopsAfterAFailureButForAlwaysAndFailure() {
    assertEquals(
        Result.FAILURE, job.run(Step.script("soft", "exit 3").continuingOnError()).result());
    assertFalse(job.failed());
    job.run(Step.script("hard", "false", "echo never"));
    assertTrue(job.failed());

    assertEquals(Result.SKIPPED, job.run(Step.script("next", "echo no")).result());
    assertEquals(
        Result.SUCCESS, job.run(Step.script("f", "true").when(Condition.FAILURE)).result());
    assertEquals(Result.SUCCESS, job.run(Step.script("a", "true").when(Condition.ALWAYS)).result());
    assertFalse(job.log().shows("never"));
    assertEquals(
        List.of("Process completed with exit code 3.", "Process completed with exit code 1."),
        job.log().errors());
  }

  @Test
  void runsPostStepsInReverseWithTheirOwnState() {
    job.run(Step.action("one", saving("1"), post(), Map.of("name", "n1")));
    job.run(Step.action("two", saving("2"), post(), Map.of("name", "n2")));
    job.run(Step.script("fails", "exit 1"));
    job.run(Step.action("skipped", saving("3"), post(), Map.of("name", "n3")));

    List<StepOutcome> posts = job.finish();

    assertEquals(List.of("post two", "post one"), posts.stream().map(StepOutcome::id).toList());
    assertEquals("2n2", posts.get(0).exported().get("SEEN"));
    assertEquals("1n1", posts.get(1).exported().get("SEEN"));
    assertEquals("", job.environment().get("A"));
    assertEquals(List.of(), job.finish());
  }

  @Test
  void filesCountAfterAFailureTooAndAFaultyOneFailsTheStep() {
    StepOutcome failed = job.run(Step.script("x", "echo A=1 >> $GITHUB_ENV", "exit 1"));
    assertEquals(Map.of("A", "1"), failed.exported());
    assertEquals("1", job.environment().get("A"));

    WorkflowRun other = WorkflowRun.start(folder.resolve("other"), Map.of());
    StepOutcome faulty =
        other.run(Step.script("y", "printf 'A=1\\nnothing\\nB=2\\n' >> $GITHUB_ENV"));
    assertEquals(Result.FAILURE, faulty.result());
    assertEquals(Map.of("A", "1"), faulty.exported());
    assertEquals(
        List.of("Unable to process file command 'env' successfully.", "Invalid format 'nothing'"),
        other.log().errors());
  }

  @Test
  void defaultsStayAndNodeOptionsAreRefused() {
    StepOutcome outcome =
        job.run(
            Step.script(
                "x",
                "printf 'NODE_OPTIONS=x\\nGITHUB_REPOSITORY=evil\\nCI=maybe\\n' >> $GITHUB_ENV"));

    assertEquals(Result.SUCCESS, outcome.result());
    assertEquals(1, job.log().errors().size());
    assertFalse(job.environment().containsKey("NODE_OPTIONS"));
    assertEquals("octo/repo", job.environment().get("GITHUB_REPOSITORY"));
    assertEquals("maybe", job.environment().get("CI"));
  }

  @Test
  void showsWhatWasExportedUnmasked() {
    job.run(Step.script("x", "echo '::add-mask::hidden'", "echo A=hidden >> $GITHUB_ENV"));
    job.run(Step.script("y", "echo B=plain >> $GITHUB_ENV", "echo hidden >&2"));
    assertFalse(job.log().shows("plain"));

    job.run(Step.script("z", "true"));

    assertTrue(job.log().shows("plain"));
    assertFalse(job.log().shows("hidden"));
  }

  @Test
  void aDebuggedJobShowsExportsAtOnce() {
    WorkflowRun debugged = WorkflowRun.debugging(folder, Map.of());

    debugged.run(Step.script("x", "echo A=plain >> $GITHUB_ENV"));

    assertTrue(debugged.log().visible().contains("##[debug]A='plain'\n"));
  }

  @Test
  void masksTheSummaryAndRefusesALongOne() {
    StepOutcome masked =
        job.run(
            Step.script("x", "echo ::add-mask::hidden", "echo '# hidden' >> $GITHUB_STEP_SUMMARY"));
    StepOutcome tooLong =
        job.run(Step.script("y", "head -c 1100000 /dev/zero >> $GITHUB_STEP_SUMMARY"));

    assertEquals("# ***", masked.summary());
    assertEquals(Result.SUCCESS, tooLong.result());
    assertEquals("", tooLong.summary());
    assertTrue(job.log().errors().get(0).contains("supports content up to a size of 1024k"));
  }

  @Test
  void aRefusedCommandAndACrashFailTheStep() {
    assertEquals(Result.FAILURE, job.run(Step.script("x", "echo '::set-env name=A::b'")).result());
    Program crash =
        (env, work, out) -> {
          throw new IllegalStateException("broke");
        };
    StepOutcome crashed = job.run(Step.action("y", crash, Map.of()).when(Condition.ALWAYS));

    assertEquals(1, crashed.exitCode());
    assertTrue(job.log().visible().contains("IllegalStateException: broke"));
  }

  private static Program saving(String value) {
    return (env, work, out) -> {
      append(env, "GITHUB_STATE", "saved=" + value);
      append(env, "GITHUB_ENV", "A=" + value);
      out.write("saved\n".getBytes(StandardCharsets.UTF_8));
      return 0;
    };
  }

  private static Program post() {
    return (env, work, out) -> {
      append(env, "GITHUB_ENV", "SEEN=" + env.get("STATE_saved") + env.get("INPUT_NAME"));
      append(env, "GITHUB_ENV", "A=");
      return 0;
    };
  }

  private static void append(Map<String, String> env, String file, String line) throws Exception {
    Files.writeString(Path.of(env.get(file)), line + "\n", StandardOpenOption.APPEND);
  }
}
