package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.conformance.Conformance;
import io.github.rolecall.testkit.conformance.Situation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests every row about aws-actions/configure-aws-credentials against recorded runs of that action.
 */
class ComingFromPeerTest {
  private static final Program ACTION =
      (environment, workDirectory, output) -> {
        var log = new PrintStream(output, true, UTF_8);
        Host host = TestHost.of(environment, Path.of(environment.get("HOME")), workDirectory, log);
        return Main.run(new String[] {"action"}, host, log);
      };

  /** A value of an input, and text of the plan that appears only with it. */
  private record Use(Input input, String value, String expected) {}

  /**
   * Inputs for which no recorded run shows a difference, or which need servers or times that a test
   * does not have.
   */
  private static final Map<String, Use> PLANNED =
      Map.of(
          "no-proxy",
          new Use(Input.NO_PROXY, "example.com", "exceptions=[example.com]"),
          "http-proxy",
          new Use(Input.HTTP_PROXY, "http://proxy:1", "http://proxy:1"),
          "sts-endpoint",
          new Use(Input.STS_ENDPOINT, "http://127.0.0.1:2", "endpoint http://127.0.0.1:2"),
          "action-timeout-s",
          new Use(Input.ACTION_TIMEOUT_S, "77", "time PT1M17S"),
          "disable-retry",
          new Use(Input.DISABLE_RETRY, "true", "retry Retry[attempts=1,"),
          "retry-max-attempts",
          new Use(Input.RETRY_MAX_ATTEMPTS, "5", "retry Retry[attempts=5,"),
          "translate-env-variables",
          // The environment of the observed runs has RETRY_MAX_ATTEMPTS.
          new Use(Input.TRANSLATE_ENV_VARIABLES, "false", "retry Retry[attempts=2147483647,"),
          "unset-current-credentials",
          new Use(Input.UNSET_CURRENT_CREDENTIALS, "true", "(no-credentials)"));

  @TempDir Path home;

  static List<Row> inputs() {
    return ComingFrom.rows("Inputs");
  }

  static List<Row> outputs() {
    return ComingFrom.rows("Outputs");
  }

  static List<Row> variables() {
    return ComingFrom.rows("What later steps find");
  }

  /** Some recorded run of the peer must match with the input, and differ without it. */
  @ParameterizedTest
  @MethodSource("inputs")
  void theInputHasItsEffect(Row row) {
    assertEquals("the same", row.here());
    assertEquals(
        ComingFromVariablesTest.input("--" + row.what()).environment(FrontEnd.ACTION),
        row.thirdCodes());
    Use use = PLANNED.get(row.what());
    if (use != null) {
      assertTrue(planned(use, true).contains(use.expected()), planned(use, true));
      assertFalse(planned(use, false).contains(use.expected()));
      return;
    }
    Situation told =
        Situation.all().stream()
            .filter(situation -> tells(situation, row.what()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no situation shows what " + row + " does"));
    assertEquals(List.of(), Conformance.differences(told, ACTION, ACTION));
  }

  private String planned(Use use, boolean with) {
    var written = new EnumMap<Input, String>(Map.of(Input.AWS_REGION, "us-east-1"));
    if (with) {
      written.put(use.input(), use.value());
    }
    return Observation.of(
        home,
        Map.of(
            "AWS_ACCESS_KEY_ID",
            Observation.KEY,
            "AWS_SECRET_ACCESS_KEY",
            Observation.SECRET,
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "RETRY_MAX_ATTEMPTS",
            "7"),
        written);
  }

  private static boolean tells(Situation situation, String input) {
    boolean has = situation.inputs().hasNonNull(input);
    boolean base = List.of("aws-region", "audience").contains(input);
    return (has || (base && !situation.inputs().has(input)))
        && !Conformance.differences(without(situation, input), ACTION, ACTION).isEmpty();
  }

  private static Situation without(Situation old, String input) {
    ObjectNode inputs = ((ObjectNode) old.inputs()).deepCopy();
    inputs.putNull(input);
    return new Situation(
        old.name(),
        inputs,
        old.environment(),
        old.oidc(),
        old.files(),
        old.links(),
        old.cloud(),
        old.post(),
        old.expected(),
        old.loose(),
        old.errorMentions());
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void theOutputIsSet(Row row) {
    assertEquals("the same", row.here());
    Situation told =
        row.third().isEmpty()
            ? Situation.named("oidc")
            : Situation.named("oidc-output-credentials");
    assertTrue(told.expected().path("outputs").has(row.what()), told.name());
    assertEquals(List.of(), Conformance.differences(told, ACTION, ACTION));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void theVariableIsWhereTheRowSays(Row row) throws IOException {
    if (row.here().equals("read")) {
      String action = Files.readString(Path.of("../action.yml"), UTF_8);
      assertTrue(action.contains("post-if: env." + row.what() + " != 'true'"), action);
      return;
    }
    assertEquals("set", row.here());
    Situation told =
        Situation.all().stream()
            .filter(situation -> situation.expected().path("env").has(row.what()))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(), Conformance.differences(told, ACTION, ACTION));
  }

  @Test
  void nothingThatThePeerHasIsMissing() {
    assertEquals(Peer.read().inputs(), names(inputs()));
    assertEquals(Peer.read().outputs(), names(outputs()));
    Set<String> exported =
        Situation.all().stream()
            .flatMap(situation -> situation.expected().path("env").propertyNames().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        exported,
        variables().stream()
            .filter(row -> row.here().equals("set"))
            .map(Row::what)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> names(List<Row> rows) {
    assertEquals(rows.size(), Stream.of(rows).flatMap(List::stream).distinct().count());
    return rows.stream().map(Row::what).collect(Collectors.toCollection(TreeSet::new));
  }
}
