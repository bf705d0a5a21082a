package io.github.rolecall.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request to the planner with a file of settings. */
public final class Planned {
  static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  private final FrontEnd frontEnd;
  private final Path file;
  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Map<String, String> environment = new HashMap<>();

  private Planned(FrontEnd frontEnd, Path file) {
    this.frontEnd = frontEnd;
    this.file = file;
    written.put(Input.CONFIG, file.toString());
  }

  /** Returns a request of the command, with a file that has this text. */
  static Planned command(Path folder, String name, String text) {
    return in(FrontEnd.COMMAND, folder, name, text);
  }

  static Planned in(FrontEnd frontEnd, Path folder, String name, String text) {
    try {
      return new Planned(frontEnd, Files.writeString(folder.resolve(name), text, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Planned with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  Planned env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds keys to the environment. */
  Planned keys() {
    return env("AWS_ACCESS_KEY_ID", "AKIAENV").env("AWS_SECRET_ACCESS_KEY", "secret-of-env");
  }

  Planned region() {
    return env("AWS_REGION", "eu-west-1");
  }

  /** Adds a job of GitLab with a token. */
  Planned token() {
    return env("GITLAB_CI", "true").env("AWS_ID_TOKEN", "a.b.c").env("CI_JOB_ID", "302");
  }

  Host host() {
    return TestHost.of(environment);
  }

  Inputs inputs() {
    return ConfigFile.read(Inputs.of(frontEnd, written, environment), host());
  }

  Plan plan() {
    return new Planner(host(), CiPlatform.detect(host())).plan(inputs()).get(0).plan();
  }

  /** Returns the plans for all roles. */
  List<Plan> plans() {
    return new Planner(host(), CiPlatform.detect(host()))
        .plan(inputs()).stream().map(PlannedRole::plan).toList();
  }

  <P extends Problem> P problem(Class<P> kind) {
    return Thrown.problem(kind, this::plan);
  }

  InputProblem.Invalid invalid() {
    return problem(InputProblem.Invalid.class);
  }

  /** Returns the message, with the name of the file instead of its path. */
  String refusal(Class<? extends Problem> kind) {
    return problem(kind).message(frontEnd).replace(file.getParent() + "/", "");
  }

  /** Returns the name of a value as messages show it. */
  String at(String path, int line) {
    return path + " in " + file + ", line " + line;
  }
}
