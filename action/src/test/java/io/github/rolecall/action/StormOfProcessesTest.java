package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts 50 processes at once, each in its own JVM, against an STS that rejects the first 100 calls
 * and then accepts 2 calls per second. {@code StormTest} simulates more of them, in virtual time.
 */
@Tag("nightly")
class StormOfProcessesTest {
  private static final int JOBS = 50;
  private static final int REFUSED = 100;
  private static final String CALL = "AssumeRoleWithWebIdentity";

  @TempDir Path folder;

  private Process job(int number, Map<String, String> environment) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx48m",
                RealParts.trustStore(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of("assume", "--role-to-assume=arn:aws:iam::111122223333:role/Deploy"));
    File out = folder.resolve(number + ".out").toFile();
    File err = folder.resolve(number + ".err").toFile();
    var builder = new ProcessBuilder(words).redirectOutput(out).redirectError(err);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  @Test
  void almostAllSucceedWithinTheirTime() throws Exception {
    try (FakeAws aws = FakeAws.start()) {
      Fault refusal = Fault.error(400, "Throttling", "Rate exceeded");
      aws.fault(CALL, Collections.nCopies(REFUSED, refusal).toArray(Fault[]::new));
      aws.fault(CALL, Fault.throttle(2, Duration.ofSeconds(1)));
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("AWS_REGION", "eu-central-1");
      environment.put("HOME", folder.toString());
      var jobs = new ArrayList<Process>();
      for (int i = 0; i < JOBS; i++) {
        jobs.add(job(i, environment));
      }
      int succeeded = 0;
      for (int i = 0; i < JOBS; i++) {
        boolean exported =
            jobs.get(i).waitFor() == 0
                && Files.readString(folder.resolve(i + ".out")).contains("AWS_SESSION_TOKEN");
        succeeded += exported ? 1 : 0;
      }
      List<Call> calls = aws.calls(CALL);
      long throttled = calls.stream().filter(call -> call.status() == 400).count();
      System.out.printf("%s jobs, %s calls, %s throttled%n", succeeded, calls.size(), throttled);
      assertTrue(throttled > REFUSED, "throttled: " + throttled);
      // At least 99 % of 50.
      assertTrue(succeeded >= 0.99 * JOBS, succeeded + " of " + JOBS + ": " + oneFailure());
    }
  }

  private String oneFailure() throws IOException {
    for (int i = 0; i < JOBS; i++) {
      if (Files.readString(folder.resolve(i + ".out")).equals("false\n")) {
        return Files.readString(folder.resolve(i + ".err"));
      }
    }
    return "";
  }
}
