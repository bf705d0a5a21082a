package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.testkit.conformance.Conformance;
import io.github.rolecall.testkit.conformance.Situation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the same situations with the jar as a process, started as the runner starts an action. */
@Tag("long")
class ConformanceIT {
  static Stream<Situation> situations() {
    return Situation.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  @Execution(ExecutionMode.CONCURRENT)
  void behavesAsThePeer(Situation situation) {
    Conformance.Report report = Conformance.run(situation, RealParts.action(), RealParts.action());
    assertEquals(List.of(), report.differences(), report::output);
  }
}
