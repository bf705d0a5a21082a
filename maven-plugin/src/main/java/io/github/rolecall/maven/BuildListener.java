package io.github.rolecall.maven;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the build's own listener. Maven calls it when a goal starts, before Maven configures the
 * goal, and when the build ends. It is a proxy, so that it forwards the events of other Maven
 * versions too. Other listeners hear of a goal before it gets credentials, and after it has lost
 * them: they may record what they see.
 */
final class BuildListener implements InvocationHandler {
  private final @Nullable ExecutionListener next;
  private final BuildCredentials buildCredentials;
  private final JobFiles jobFiles;
  private final SkippedGoals skippedGoals = new SkippedGoals();
  private final PomConfigurations configurations = new PomConfigurations();

  /** Removes the credentials if the build is killed, because Maven does not report its end then. */
  private final Thread atExit;

  private BuildListener(
      @Nullable ExecutionListener next, BuildCredentials buildCredentials, JobFiles jobFiles) {
    this.next = next;
    this.buildCredentials = buildCredentials;
    this.jobFiles = jobFiles;
    this.atExit = new Thread(this::stopped, "rolecall-remove");
  }

  /** The credentials that earlier goals of this build exported. */
  static Optional<BuildCredentials> buildCredentials(MavenSession session) {
    return installed(session).map(listener -> listener.buildCredentials);
  }

  /** The files that this build wrote for later commands of the job. */
  static Optional<JobFiles> jobFiles(MavenSession session) {
    return installed(session).map(listener -> listener.jobFiles);
  }

  /** The goals that a build cache skips, if there is a build cache. */
  static Optional<SkippedGoals> skippedGoals(MavenSession session) {
    return installed(session).map(listener -> listener.skippedGoals);
  }

  private static Optional<BuildListener> installed(MavenSession session) {
    ExecutionListener listener = session.getRequest().getExecutionListener();
    return listener != null
            && Proxy.isProxyClass(listener.getClass())
            && Proxy.getInvocationHandler(listener) instanceof BuildListener ours
        ? Optional.of(ours)
        : Optional.empty();
  }

  /**
   * Installs the listener, which exports the credentials to later goals and removes them at the end
   * of the build.
   */
  static void install(MavenSession session, BuildCredentials buildCredentials, JobFiles jobFiles) {
    if (installed(session).isPresent()) {
      return;
    }
    var listener =
        new BuildListener(session.getRequest().getExecutionListener(), buildCredentials, jobFiles);
    Runtime.getRuntime().addShutdownHook(listener.atExit);
    Class<?>[] told = {ExecutionListener.class};
    Object proxy = Proxy.newProxyInstance(BuildListener.class.getClassLoader(), told, listener);
    session.getRequest().setExecutionListener((ExecutionListener) proxy);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    if (method.getParameterCount() != 1 || !(arguments[0] instanceof ExecutionEvent event)) {
      return forward(method, arguments);
    }
    before(method.getName(), event);
    Object answer = forward(method, arguments);
    if (method.getName().equals("mojoStarted")) {
      give(event);
    }
    return answer;
  }

  private @Nullable Object forward(Method method, Object[] arguments) throws Throwable {
    try {
      return next == null ? null : method.invoke(next, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private void before(String event, ExecutionEvent details) {
    switch (event) {
      case "mojoStarted" -> {
        skippedGoals.runSkipped();
        buildCredentials.prepare(details.getMojoExecution(), MavenContext.id(details.getProject()));
      }
      case "mojoSucceeded", "mojoFailed" -> configurations.restore(details.getMojoExecution());
      case "projectSucceeded" -> {
        skippedGoals.runSkipped();
        buildCredentials.projectEnded();
      }
      case "projectFailed" -> buildCredentials.projectEnded();
      case "sessionEnded" -> end(details.getSession());
      default -> {}
    }
  }

  private void give(ExecutionEvent details) {
    MojoExecution goal = details.getMojoExecution();
    String project = MavenContext.id(details.getProject());
    MavenSession session = details.getSession();
    configurations.keep(goal);
    buildCredentials.starting(goal, project, evaluator(session, goal));
    new DockerPush(goal, session)
        .anonymous()
        .filter(host -> !buildCredentials.keys(goal, project).isEmpty())
        .ifPresent(buildCredentials::warnOfAnonymousPush);
  }

  private void end(MavenSession session) {
    buildCredentials.remove();
    if (failed(session)) {
      jobFiles.remove();
    }
    session.getRequest().setExecutionListener(next);
    forgetExit();
  }

  /** With {@code --fail-never}, no build fails. */
  private static boolean failed(MavenSession session) {
    MavenExecutionResult result = session.getResult();
    return result != null
        && result.hasExceptions()
        && !MavenExecutionRequest.REACTOR_FAIL_NEVER.equals(
            session.getRequest().getReactorFailureBehavior());
  }

  private void stopped() {
    buildCredentials.remove();
    jobFiles.remove();
  }

  /** Evaluates an expression in a pom as Maven does. */
  private static Function<String, String> evaluator(MavenSession session, MojoExecution goal) {
    return expression -> {
      try {
        var evaluator = new PluginParameterExpressionEvaluator(session, goal);
        return String.valueOf(evaluator.evaluate(expression));
      } catch (ExpressionEvaluationException | RuntimeException e) {
        return expression;
      }
    };
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is shutting down. The hook will find nothing to remove.
      return;
    }
  }
}
