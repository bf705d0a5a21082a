package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.problem.Given;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** The build that a goal runs in, and all that the goals know of Maven. */
final class Build {
  private final MavenSession session;
  private final MavenProject project;
  private final MojoExecution goal;
  private final SettingsDecrypter decrypter;
  private final Host process;
  private final Supplier<Properties> jvm;
  private final Supplier<List<OuterBuild.Ancestor>> ancestors;

  @Inject
  Build(
      MavenSession session, MavenProject project, MojoExecution goal, SettingsDecrypter decrypter) {
    this(
        session,
        project,
        goal,
        decrypter,
        Host.system(standardOutput()),
        System::getProperties,
        OuterBuild::ancestors);
  }

  /**
   * A build somewhere else.
   *
   * @param process the world of the Maven process
   * @param jvm the system properties of the Maven process
   * @param ancestors the processes that have led to it, the nearest first
   */
  Build(
      MavenSession session,
      MavenProject project,
      MojoExecution goal,
      SettingsDecrypter decrypter,
      Host process,
      Supplier<Properties> jvm,
      Supplier<List<OuterBuild.Ancestor>> ancestors) {
    this.session = session;
    this.project = project;
    this.goal = goal;
    this.decrypter = decrypter;
    this.process = process;
    this.jvm = jvm;
    this.ancestors = ancestors;
  }

  /** Unlike {@code System.out}, Maven does not rewrite it. */
  private static PrintStream standardOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
  }

  /**
   * With the file of settings by its whole path: modules that inherit the goal with a relative one
   * mean each another file.
   */
  Parameters resolved(Parameters parameters) {
    Inputs inputs = parameters.inputs(Map.of());
    return inputs
        .text(Input.CONFIG)
        .map(text -> here().file(new Given(text, inputs.name(Input.CONFIG))).normalize())
        .map(file -> parameters.with(Input.CONFIG, file.toString()))
        .orElse(parameters);
  }

  /**
   * What the user wrote, in the pom and in a file.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.InputProblem} when a parameter is blank, or there is something
   *     wrong with the file
   */
  Inputs inputs(Parameters parameters) {
    new PomParameters(session, project, goal).refuseBlank(parameters);
    Inputs inputs = parameters.inputs(process.environment());
    Inputs all = WholeInputs.of(inputs, here());
    for (Inputs role : inputs.has(Input.ROLES) ? all.roles() : List.<Inputs>of()) {
      for (Input input : RoleEntry.INPUTS) {
        role.text(input)
            .filter(text -> role.name(input).startsWith("<roles>"))
            .ifPresent(text -> PomParameters.refuseExpression(input, role.name(input), text));
      }
    }
    return all;
  }

  private Host here() {
    return with(process.environment(), folder());
  }

  /** The world as the core sees it from this project, with the proxy of the settings. */
  Host host(Inputs inputs) {
    var proxy = new SettingsProxy(session.getSettings(), decrypter);
    return with(proxy.in(process.environment(), inputs), folder());
  }

  /** Where relative paths start. Without a pom, the project has no folder. */
  private Path folder() {
    return project.getBasedir() == null
        ? Path.of(session.getExecutionRootDirectory())
        : project.getBasedir().toPath();
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

  /** One for the whole build, whichever goals and modules hand on. */
  LaterGoals laterGoals(Log log) {
    return BuildListener.laterGoals(session)
        .orElseGet(
            () -> {
              boolean parallel = session.getRequest().getDegreeOfConcurrency() > 1;
              var laterGoals =
                  new LaterGoals(new JvmProperties(jvm), parallel, log, process.clock());
              BuildListener.install(session, laterGoals);
              if (log.isDebugEnabled()) {
                laterGoals.quietSdks();
              }
              return laterGoals;
            });
  }

  /** What decides who gets keys. */
  Surroundings surroundings(CiPlatform platform, Log log) {
    Optional<OuterBuild> outer = OuterBuild.of(process, jvm.get(), ancestors.get());
    var exposures = new ArrayList<Exposure>();
    if (buildCache().filter(BuildCache::stores).isPresent()) {
      exposures.add(Exposure.BUILD_CACHE);
    }
    boolean masked = platform.masks() && outer.isEmpty();
    if (log.isDebugEnabled() && !masked) {
      exposures.add(Exposure.DEBUG_LOG);
    }
    if (outer.isPresent() && platform.masks()) {
      exposures.add(Exposure.OUTER_BUILD);
    }
    return Surroundings.of(platform, outer, exposures, process.log());
  }

  /** The Maven build cache, if it is active. */
  private Optional<BuildCache> buildCache() {
    return Optional.of(new BuildCache(session))
        .filter(cache -> cache.active(Build.class.getClassLoader()));
  }

  /**
   * Runs the goal in time, should a build cache skip it.
   *
   * @param run runs the goal
   */
  void runEvenIfSkipped(Log log, Runnable run) {
    if (buildCache().isPresent()) {
      laterGoals(log);
      BuildListener.skippedGoals(session).ifPresent(skipped -> skipped.configured(run));
    }
  }

  /** The goal runs: it was not skipped. */
  void started() {
    BuildListener.skippedGoals(session).ifPresent(SkippedGoals::started);
  }

  /** Makes sure that a build cache cannot skip the goal in a later build without a word. */
  void refuseSilentCache() {
    buildCache().ifPresent(cache -> cache.refuseSilent(Build.class.getClassLoader(), goal));
  }

  /** This build as goals see it that use what was handed on to them. */
  Build afterAssume(Log log) {
    var environment = new HashMap<>(process.environment());
    environment.putAll(laterGoals(log).keys(goal, projectId()));
    return new Build(
        session,
        project,
        goal,
        decrypter,
        with(environment, process.workDirectory()),
        jvm,
        ancestors);
  }

  /** The id of the goal's execution, as it stands in the pom. */
  String execution() {
    return goal.getExecutionId();
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
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.InputProblem.Unknown}
   */
  void refuseUnknownParameters() {
    new PomParameters(session, project, goal).refuseUnknown();
  }

  private Host with(Map<String, String> environment, Path folder) {
    return new Host(
        Map.copyOf(environment),
        process.home(),
        folder,
        process.clock(),
        process.sleeper(),
        process.random(),
        process.http(),
        process.log());
  }
}
