package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.ci.Program;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The result of one run of a program.
 *
 * @param exit the exit code, or "timeout"
 * @param output the standard output
 * @param crash the exception that the program threw, if any
 */
record TimedRun(JsonNode exit, String output, @Nullable Throwable crash) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static TimedRun of(Program program, Map<String, String> environment, Path work, Duration limit)
      throws CharacterCodingException, InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    FutureTask<Integer> run = new FutureTask<>(() -> program.run(environment, work, output));
    Thread thread = new Thread(run, "program-under-test");
    thread.setDaemon(true);
    thread.start();
    try {
      int exit = run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new TimedRun(JSON.numberNode(exit), text(output), null);
    } catch (TimeoutException e) {
      thread.interrupt();
      // A process would be killed. A thread gets one second to stop writing to the folder.
      thread.join(1000);
      return new TimedRun(JSON.stringNode("timeout"), text(output), null);
    } catch (ExecutionException e) {
      return new TimedRun(JSON.numberNode(1), text(output), e.getCause());
    }
  }

  private static String text(ByteArrayOutputStream output) throws CharacterCodingException {
    return TextFile.of(output.toByteArray()).text();
  }
}
