package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.Given;
import io.github.rolecall.Host;
import io.github.rolecall.Input;
import io.github.rolecall.Inputs;
import io.github.rolecall.Source;
import io.github.rolecall.config.ConfigFile;
import io.github.rolecall.config.RoleList;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
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

  @Inject
  Build(
      MavenSession session, MavenProject project, MojoExecution goal, SettingsDecrypter decrypter) {
    this(session, project, goal, decrypter, Host.system(standardOutput()), System::getProperties);
  }

  /**
   * A build somewhere else.
   *
   * @param process the world of the Maven process
   * @param jvm the system properties of the Maven process
   */
  Build(
      MavenSession session,
      MavenProject project,
      MojoExecution goal,
      SettingsDecrypter decrypter,
      Host process,
      Supplier<Properties> jvm) {
    this.session = session;
    this.project = project;
    this.goal = goal;
    this.decrypter = decrypter;
    this.process = process;
    this.jvm = jvm;
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
   * @throws io.github.rolecall.CredentialsException with {@link io.github.rolecall.InputProblem}
   *     when there is something wrong with the file
   */
  Inputs inputs(Parameters parameters) {
    Inputs inputs = parameters.inputs(process.environment());
    // Without a file and a list of roles, nothing that reads them is loaded.
    Inputs all = inputs.has(Input.CONFIG) ? ConfigFile.read(inputs, here()) : inputs;
    return inputs.has(Input.ROLES) ? RoleList.read(all) : all;
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
              var laterGoals = new LaterGoals(new JvmProperties(jvm), parallel, log);
              BuildListener.install(session, laterGoals);
              if (log.isDebugEnabled()) {
                laterGoals.quietSdks();
              }
              return laterGoals;
            });
  }

  /** This build as goals see it that use what was handed on to them. */
  Build afterAssume(Log log) {
    var environment = new HashMap<>(process.environment());
    environment.putAll(laterGoals(log).keys(goal, projectId()));
    return new Build(
        session, project, goal, decrypter, with(environment, process.workDirectory()), jvm);
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
   * @throws io.github.rolecall.CredentialsException with {@link
   *     io.github.rolecall.InputProblem.Unknown}
   */
  void refuseUnknownParameters() {
    new PomParameters(project, goal).refuseUnknown();
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
