package io.github.rolecall.assume;

import io.github.rolecall.FrontEnd;
import io.github.rolecall.Host;
import io.github.rolecall.Input;
import io.github.rolecall.InputProblem;
import io.github.rolecall.Inputs;
import io.github.rolecall.Plan;
import io.github.rolecall.Problem;
import io.github.rolecall.TestHost;
import io.github.rolecall.Thrown;
import io.github.rolecall.ci.CiPlatform;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A question to the planner: a front end, what the user wrote, and the environment. */
final class Planned {
  static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  static final String SECOND = "arn:aws:iam::111122223333:role/Chained";

  private final FrontEnd frontEnd;
  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Map<String, String> environment = new HashMap<>();

  private Planned(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
  }

  /** With a Region, and with nothing else. */
  static Planned in(FrontEnd frontEnd) {
    return new Planned(frontEnd).with(Input.AWS_REGION, "eu-central-1");
  }

  static Planned inAction() {
    return in(FrontEnd.ACTION);
  }

  /** A job of GitHub that may have a token, and the role to assume with it. */
  static Planned gitHubJob() {
    return inAction().gitHub().with(Input.ROLE_TO_ASSUME, ROLE);
  }

  Planned with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  Planned without(Input input) {
    written.remove(input);
    return this;
  }

  Planned env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Planned env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  Planned gitHub() {
    return gitHubWithoutToken()
        .env("ACTIONS_ID_TOKEN_REQUEST_URL", "https://example.com/token")
        .env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "bearer");
  }

  Planned gitHubWithoutToken() {
    return env("GITHUB_ACTIONS", "true")
        .env("GITHUB_REPOSITORY", "octo-org/octo-repo")
        .env("GITHUB_RUN_ID", "17");
  }

  Planned gitLab() {
    return env("GITLAB_CI", "true")
        .env("AWS_ID_TOKEN", "a.b.c")
        .env("CI_PROJECT_PATH", "acme/shop")
        .env("CI_JOB_ID", "302");
  }

  Planned keysInEnvironment() {
    return env("AWS_ACCESS_KEY_ID", "AKIAENV").env("AWS_SECRET_ACCESS_KEY", "secret-of-env");
  }

  Planned keys() {
    return with(Input.AWS_ACCESS_KEY_ID, "AKIAINPUT").with(Input.AWS_SECRET_ACCESS_KEY, "secret");
  }

  Inputs inputs() {
    return Inputs.of(frontEnd, written, environment);
  }

  Plan plan() {
    Host host = TestHost.of(environment);
    return new Planner(host, CiPlatform.detect(host)).plan(inputs());
  }

  <P extends Problem> P problem(Class<P> kind) {
    return Thrown.problem(kind, this::plan);
  }

  InputProblem.Invalid invalid() {
    return problem(InputProblem.Invalid.class);
  }
}
