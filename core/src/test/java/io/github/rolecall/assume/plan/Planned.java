package io.github.rolecall.assume.plan;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.RoleList;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request to the planner: a front end, the inputs of the user, and the environment. */
public final class Planned {
  public static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  public static final String SECOND = "arn:aws:iam::111122223333:role/Chained";

  private final FrontEnd frontEnd;
  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Map<String, String> environment = new HashMap<>();

  private Planned(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
  }

  /** Returns a request with a Region and nothing else. */
  public static Planned in(FrontEnd frontEnd) {
    return new Planned(frontEnd).with(Input.AWS_REGION, "eu-central-1");
  }

  public static Planned inAction() {
    return in(FrontEnd.ACTION);
  }

  /** Returns a request in a job of GitHub that may have a token, with the role to assume. */
  public static Planned gitHubJob() {
    return inAction().gitHub().with(Input.ROLE_TO_ASSUME, ROLE);
  }

  public Planned with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  public Planned without(Input input) {
    written.remove(input);
    return this;
  }

  public Planned env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Planned env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public Planned gitHub() {
    return gitHubWithoutToken()
        .env("ACTIONS_ID_TOKEN_REQUEST_URL", "https://example.com/token")
        .env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "bearer");
  }

  public Planned gitHubWithoutToken() {
    return env("GITHUB_ACTIONS", "true")
        .env("GITHUB_REPOSITORY", "octo-org/octo-repo")
        .env("GITHUB_RUN_ID", "17");
  }

  public Planned gitLab() {
    return env("GITLAB_CI", "true")
        .env("AWS_ID_TOKEN", "a.b.c")
        .env("CI_PROJECT_PATH", "acme/shop")
        .env("CI_JOB_ID", "302");
  }

  public Planned keysInEnvironment() {
    return env("AWS_ACCESS_KEY_ID", "AKIAENV").env("AWS_SECRET_ACCESS_KEY", "secret-of-env");
  }

  public Planned keys() {
    return with(Input.AWS_ACCESS_KEY_ID, "AKIAINPUT").with(Input.AWS_SECRET_ACCESS_KEY, "secret");
  }

  public Inputs inputs() {
    return Inputs.of(frontEnd, written, environment);
  }

  public Plan plan() {
    return plans().get(0).plan();
  }

  /** Returns the plans for all roles of the run. */
  public List<PlannedRole> plans() {
    return planner().plan(inputs());
  }

  /** Returns the plans for the roles in the input that lists several roles. */
  public List<PlannedRole> severalPlans() {
    return planner().plan(RoleList.read(inputs()));
  }

  Planner planner() {
    Host host = TestHost.of(environment);
    return new Planner(host, CiPlatform.detect(host));
  }

  <P extends Problem> P problem(Class<P> kind) {
    return Thrown.problem(kind, this::plan);
  }

  InputProblem.Invalid invalid() {
    return problem(InputProblem.Invalid.class);
  }
}
