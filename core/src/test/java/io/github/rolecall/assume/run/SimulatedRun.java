package io.github.rolecall.assume.run;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.RoleList;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run of the command against a simulator. */
final class SimulatedRun implements AutoCloseable {
  static final String KEY_ID = "AKIAIOSFODNN7ROLECAL";
  static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";

  final FakeAws aws = FakeAws.start();
  final RecordingConsole console = new RecordingConsole();
  final FakeTime time = new FakeTime(Instant.now());
  final Map<String, String> environment = new HashMap<>();
  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Path home;
  private Host host;

  SimulatedRun(Path home) {
    this.home = home;
    this.host = TestHost.at(home, environment, time);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    with(Input.AWS_REGION, "us-east-1");
  }

  SimulatedRun with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  SimulatedRun gitHub() {
    environment.putAll(aws.gitHubJob().environment());
    return this;
  }

  SimulatedRun keysInEnvironment() {
    environment.put("AWS_ACCESS_KEY_ID", KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", KEY);
    return this;
  }

  /** Returns the plan for the inputs and variables that have been set so far. */
  List<PlannedRole> planned() {
    host = TestHost.at(home, environment, time);
    Inputs inputs = Inputs.of(FrontEnd.COMMAND, written, environment);
    boolean several = written.containsKey(Input.ROLES);
    return new Planner(host, CiPlatform.detect(host))
        .plan(several ? RoleList.read(inputs) : inputs);
  }

  Host host() {
    return host;
  }

  /** Returns an Assume on the machine of the last plan. */
  Assume assume() {
    return new Assume(host, CiPlatform.detect(host), console);
  }

  /** Returns the names of the calls, without those that fetch the keys of issuers. */
  List<String> calls() {
    return aws.calls().stream()
        .map(call -> call.name())
        .filter(name -> !List.of("jwks", "discovery").contains(name))
        .toList();
  }

  @Override
  public void close() {
    aws.close();
  }
}
