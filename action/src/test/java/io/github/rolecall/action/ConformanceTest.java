package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.conformance.Conformance;
import io.github.rolecall.testkit.conformance.Situation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that this action does what aws-actions/configure-aws-credentials did in 63 situations. */
class ConformanceTest {
  private static final Program ACTION =
      (environment, workDirectory, output) -> {
        var log = new PrintStream(output, true, UTF_8);
        Host host = TestHost.of(environment, Path.of(environment.get("HOME")), workDirectory, log);
        return Main.run(new String[] {"action"}, host, log);
      };

  static Stream<Situation> situations() {
    return Situation.all().stream();
  }

  @Test
  void allSituationsAreThere() {
    assertEquals(63, Situation.all().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  @Execution(ExecutionMode.CONCURRENT)
  void behavesAsThePeer(Situation situation) {
    Conformance.Report report = Conformance.run(situation, ACTION, ACTION);
    assertEquals(List.of(), report.differences(), report::output);
  }
}
