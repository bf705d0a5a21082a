package io.github.rolecall.maven;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** The Maven build that runs a goal. */
record MavenContext(
    MavenSession session,
    MavenProject project,
    MojoExecution goal,
    SettingsDecrypter decrypter,
    MavenProcess process) {

  @Inject
  MavenContext(
      MavenSession session, MavenProject project, MojoExecution goal, SettingsDecrypter decrypter) {
    this(session, project, goal, decrypter, MavenProcess.current());
  }

  /**
   * Returns the parameters with an absolute path of the config file. Modules that inherit a
   * relative path use different files.
   */
  Parameters resolved(Parameters parameters) {
    return parameters
        .given(Input.CONFIG)
        .map(given -> here().file(given).normalize())
        .map(file -> parameters.with(Input.CONFIG, file.toString()))
        .orElse(parameters);
  }

  /**
   * The parameters in the pom for this goal, including those of an execution that Maven does not
   * apply to it.
   */
  Parameters configured(Parameters filled, Log log) {
    return new CommandLineGoal(session, project, goal).configured(filled, log);
  }

  /** The inputs in the pom and in the config file. Rejects blank values. */
  Inputs inputs(Parameters parameters) {
    new PomParameters(session, project, goal).refuseBlank(parameters);
    Inputs inputs = parameters.inputs(process.host().environment());
    Host here = here();
    Inputs all = here.deadline().run(() -> WholeInputs.of(inputs, here));
    if (inputs.has(Input.ROLES)) {
      all.roles().forEach(PomParameters::refuseExpressions);
    }
    return all;
  }

  private Host here() {
    return process.host().unattended(process.host().environment(), folder());
  }

  /** The host for this project, with the proxy of settings.xml. */
  Host host(Inputs inputs) {
    var proxy = new SettingsProxy(session.getSettings(), decrypter);
    Host host = process.host().unattended(proxy.in(process.host().environment(), inputs), folder());
    WholeInputs.limit(inputs, host);
    return host;
  }

  /** The base folder of relative paths. Without a pom, the project has no folder. */
  private Path folder() {
    return project.getBasedir() == null
        ? Path.of(session.getExecutionRootDirectory())
        : project.getBasedir().toPath();
  }

  /** Whether a user is at the terminal, so that the build may wait for them. */
  boolean attended() {
    return session.getRequest().isInteractiveMode()
        && process.host().variable("CI").isEmpty()
        && process.host().terminal().present();
  }

  Optional<Source.Keys> keysOfServer(Inputs inputs) {
    return new ServerKeys(session.getSettings(), decrypter).named(inputs);
  }

  /** Runs the work while no other module of the build does such work. */
  void alone(Runnable work) {
    synchronized (session.getRequest()) {
      work.run();
    }
  }

  /** The credentials of the build, which all its goals and modules share. */
  BuildCredentials buildCredentials(Log log) {
    return BuildListener.buildCredentials(session).orElseGet(() -> install(log));
  }

  /**
   * The files of the build for later commands of the job. Available after {@link
   * #buildCredentials}.
   */
  JobFiles jobFiles() {
    return BuildListener.jobFiles(session).orElseThrow();
  }

  private BuildCredentials install(Log log) {
    boolean parallel = session.getRequest().getDegreeOfConcurrency() > 1;
    var jvm = new JvmProperties(process.jvm(), process.originals());
    var buildCredentials = new BuildCredentials(jvm, parallel, log, process.host().clock());
    BuildListener.install(session, buildCredentials, new JobFiles(log::warn));
    if (log.isDebugEnabled()) {
      buildCredentials.quietSdks();
    }
    return buildCredentials;
  }

  /** The ancestors of this process. */
  Set<Long> outerProcesses() {
    return process.ancestors().get().stream()
        .map(OuterBuild.Ancestor::process)
        .collect(Collectors.toSet());
  }

  Surroundings surroundings(CiPlatform platform, Log log) {
    Optional<OuterBuild> outer =
        OuterBuild.of(process.host(), process.jvm().get(), process.ancestors().get());
    var exposures = new ArrayList<Exposure>();
    if (buildCache().filter(BuildCache::stores).isPresent()) {
      exposures.add(Exposure.BUILD_CACHE);
    }
    if (log.isDebugEnabled() && !(platform.masks() && outer.isEmpty())) {
      exposures.add(Exposure.DEBUG_LOG);
    }
    if (outer.isPresent() && platform.masks()) {
      exposures.add(Exposure.OUTER_BUILD);
    }
    Optional<PrintStream> runner =
        platform.masks() && outer.isPresent()
            ? outer.flatMap(OuterBuild::output)
            : Optional.of(process.host().log());
    Optional<Console> masks =
        runner.map(stream -> platform.console(stream, FrontEnd.MAVEN, secrets()));
    return new Surroundings(platform, outer, exposures, masks);
  }

  Explain explain(Inputs inputs, Log log) {
    Host host = host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    return new Explain(host, platform, console(platform, log), keysOfServer(inputs));
  }

  /** The secrets of all goals of this build. */
  Secrets secrets() {
    return process.host().secrets();
  }

  Console console(CiPlatform platform, Log log) {
    return new MavenConsole(log, surroundings(platform, log).masks(), secrets());
  }

  private Optional<BuildCache> buildCache() {
    return Optional.of(new BuildCache(session))
        .filter(cache -> cache.active(MavenContext.class.getClassLoader()));
  }

  /** Runs the goal even if a build cache skips it. */
  void runEvenIfSkipped(Log log, Runnable run) {
    if (buildCache().isPresent()) {
      buildCredentials(log);
      BuildListener.skippedGoals(session).ifPresent(skipped -> skipped.configured(run));
    }
  }

  void started() {
    BuildListener.skippedGoals(session).ifPresent(SkippedGoals::started);
  }

  /** Rejects a build cache that would silently skip the goal in a later build. */
  void refuseSilentCache() {
    buildCache().ifPresent(cache -> cache.refuseSilent(MavenContext.class.getClassLoader(), goal));
  }

  /** This build with the exported credentials in its environment, as later goals see it. */
  MavenContext afterAssume(Log log) {
    return with(buildCredentials(log).keys(goal, projectId()));
  }

  /** This build with more environment variables. */
  MavenContext with(Map<String, String> variables) {
    Host host = process.host();
    var environment = new HashMap<>(host.environment());
    environment.putAll(variables);
    Host later = host.unattended(environment, host.workDirectory());
    var other = new MavenProcess(later, process.jvm(), process.ancestors(), process.originals());
    return new MavenContext(session, project, goal, decrypter, other);
  }

  /** Whether the command line ends with this goal, so that no goal runs after it. */
  boolean endsWithGoal() {
    List<String> goals = session.getGoals();
    return !goals.isEmpty()
        && goals.get(goals.size() - 1).replaceFirst("@.*", "").endsWith(":" + goal.getGoal());
  }

  String projectId() {
    return id(project);
  }

  /** The id of a module. */
  static String id(@Nullable MavenProject project) {
    return project == null ? "" : project.getGroupId() + ":" + project.getArtifactId();
  }

  /**
   * Rejects parameters that no goal of the plugin has. Maven ignores them, so a misspelt guard
   * would have no effect.
   */
  void refuseUnknownParameters() {
    new PomParameters(session, project, goal).refuseUnknown();
  }
}
