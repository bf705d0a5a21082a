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

/** The build that a goal runs in, and all that the goals know of Maven. */
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
   * With the file of settings by its whole path: modules that inherit the goal with a relative one
   * mean each another file.
   */
  Parameters resolved(Parameters parameters) {
    return parameters
        .given(Input.CONFIG)
        .map(given -> here().file(given).normalize())
        .map(file -> parameters.with(Input.CONFIG, file.toString()))
        .orElse(parameters);
  }

  /** What the pom says to this goal, be it in an execution that Maven does not read for it. */
  Parameters configured(Parameters filled, Log log) {
    return new CommandLineGoal(session, project, goal).configured(filled, log);
  }

  /** What the user wrote, in the pom and in a file; refuses what is blank. */
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

  /** The world as the core sees it from this project, with the proxy of the settings. */
  Host host(Inputs inputs) {
    var proxy = new SettingsProxy(session.getSettings(), decrypter);
    Host host = process.host().unattended(proxy.in(process.host().environment(), inputs), folder());
    WholeInputs.limit(inputs, host);
    return host;
  }

  /** Where relative paths start. Without a pom, the project has no folder. */
  private Path folder() {
    return project.getBasedir() == null
        ? Path.of(session.getExecutionRootDirectory())
        : project.getBasedir().toPath();
  }

  /** Whether a person is at the terminal, and the build may wait for them. */
  boolean attended() {
    return session.getRequest().isInteractiveMode()
        && process.host().variable("CI").isEmpty()
        && process.host().terminal().present();
  }

  Optional<Source.Keys> keysOfServer(Inputs inputs) {
    return new ServerKeys(session.getSettings(), decrypter).named(inputs);
  }

  /** Does the work while no other module of the build does such work. */
  void alone(Runnable work) {
    synchronized (session.getRequest()) {
      work.run();
    }
  }

  /** One for the whole build, whichever goals and modules export. */
  BuildCredentials buildCredentials(Log log) {
    return BuildListener.buildCredentials(session).orElseGet(() -> install(log));
  }

  /** What the build has written for later commands of the job, once something may be exported. */
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

  /** The processes that have led to this one. */
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

  /** Of all goals of this build that this is the context of. */
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

  /** Runs the goal in time, should a build cache skip it. */
  void runEvenIfSkipped(Log log, Runnable run) {
    if (buildCache().isPresent()) {
      buildCredentials(log);
      BuildListener.skippedGoals(session).ifPresent(skipped -> skipped.configured(run));
    }
  }

  void started() {
    BuildListener.skippedGoals(session).ifPresent(SkippedGoals::started);
  }

  /** Makes sure that a build cache cannot skip the goal in a later build without a word. */
  void refuseSilentCache() {
    buildCache().ifPresent(cache -> cache.refuseSilent(MavenContext.class.getClassLoader(), goal));
  }

  /** This build as goals see it that use what was exported to them. */
  MavenContext afterAssume(Log log) {
    Host host = process.host();
    var environment = new HashMap<>(host.environment());
    environment.putAll(buildCredentials(log).keys(goal, projectId()));
    Host later = host.unattended(environment, host.workDirectory());
    var other = new MavenProcess(later, process.jvm(), process.ancestors(), process.originals());
    return new MavenContext(session, project, goal, decrypter, other);
  }

  String projectId() {
    return id(project);
  }

  /** What tells one module from another. */
  static String id(@Nullable MavenProject project) {
    return project == null ? "" : project.getGroupId() + ":" + project.getArtifactId();
  }

  /**
   * Refuses parameters that no goal of the plugin has. Maven ignores them, and a guard with a
   * typing error would guard nothing.
   */
  void refuseUnknownParameters() {
    new PomParameters(session, project, goal).refuseUnknown();
  }
}
