package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.http.ServerClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the events of a build, and of what remains after its end. */
class BuildListenerTest {
  private final Properties jvm = new Properties();

  @Test
  void twoBuildsInOneJvmLeaveNothingToEachOther() {
    for (int build = 0; build < 2; build++) {
      MavenSession session = session();
      assertTrue(BuildListener.buildCredentials(session).isEmpty());
      exportCredentials(session);
      assertEquals("key-one", jvm.getProperty("aws.secretAccessKey"));

      tell(session, ExecutionEvent.Type.SessionEnded, null);

      assertEquals(new Properties(), jvm);
      assertEquals(new Properties(), session.getSystemProperties());
      assertNull(session.getRequest().getExecutionListener());
    }
  }

  @Test
  void aSecondHandOverDoesNotListenTwice() {
    MavenSession session = session();
    exportCredentials(session);
    ExecutionListener first = session.getRequest().getExecutionListener();
    exportCredentials(session);
    assertSame(first, session.getRequest().getExecutionListener());
  }

  /** Some record what they see, as extensions of Maven do. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "<configuration><executable>sh</executable></configuration>")
  void othersSeeTheConfigurationOfThePom(@Nullable String pom) {
    MavenSession session = session();
    var seen = new ArrayList<String>();
    session
        .getRequest()
        .setExecutionListener(
            new AbstractExecutionListener() {
              @Override
              public void mojoStarted(ExecutionEvent event) {
                seen.add(String.valueOf(event.getMojoExecution().getConfiguration()));
              }

              @Override
              public void mojoSucceeded(ExecutionEvent event) {
                mojoStarted(event);
              }

              @Override
              public void mojoFailed(ExecutionEvent event) {
                mojoStarted(event);
              }
            });
    exportCredentials(session);
    MojoExecution goal = TestGoals.goal("org.codehaus.mojo:exec-maven-plugin:exec", "id", pom);
    String own = String.valueOf(goal.getConfiguration());

    for (var end : List.of(ExecutionEvent.Type.MojoSucceeded, ExecutionEvent.Type.MojoFailed)) {
      tell(session, ExecutionEvent.Type.MojoStarted, goal);
      assertTrue(goal.getConfiguration().toString().contains("ASIA-one"), "while it runs");
      tell(session, end, goal);
    }

    assertEquals(List.of(own, own, own, own), seen);
  }

  @Test
  void afterAProjectTheJvmHasNoCredentialsUntilTheNextGoalStarts() {
    MavenSession session = session();
    exportCredentials(session);
    MojoExecution goal = TestGoals.goal("org.codehaus.mojo:exec-maven-plugin:java", "id", null);
    for (var end :
        List.of(ExecutionEvent.Type.ProjectSucceeded, ExecutionEvent.Type.ProjectFailed)) {
      tell(session, ExecutionEvent.Type.MojoStarted, goal);
      tell(session, ExecutionEvent.Type.MojoSucceeded, goal);
      assertEquals("key-one", jvm.getProperty("aws.secretAccessKey"));
      tell(session, end, null);
      assertEquals(new Properties(), jvm);
    }
  }

  @Test
  void whatTheOtherListenerThrowsIsThrown() {
    MavenSession session = session();
    session
        .getRequest()
        .setExecutionListener(
            new AbstractExecutionListener() {
              @Override
              public void sessionEnded(ExecutionEvent event) {
                throw new IllegalStateException("its own");
              }
            });
    exportCredentials(session);
    assertThrows(
        IllegalStateException.class, () -> tell(session, ExecutionEvent.Type.SessionEnded, null));
  }

  private void exportCredentials(MavenSession session) {
    BuildCredentials buildCredentials =
        BuildListener.buildCredentials(session)
            .orElseGet(
                () ->
                    new BuildCredentials(
                        new JvmProperties(() -> jvm, TestGoals.originals()),
                        false,
                        new RecordingLog(),
                        new ServerClock(Clock.systemUTC())));
    BuildListener.install(session, buildCredentials, new JobFiles(text -> {}));
    HandedOn.toAll(buildCredentials, "one");
  }

  private static void tell(MavenSession session, ExecutionEvent.Type type, MojoExecution goal) {
    var event = new Event(type, session, goal);
    ExecutionListener listener = session.getRequest().getExecutionListener();
    switch (type) {
      case SessionEnded -> listener.sessionEnded(event);
      case MojoStarted -> listener.mojoStarted(event);
      case MojoSucceeded -> listener.mojoSucceeded(event);
      case MojoFailed -> listener.mojoFailed(event);
      case ProjectSucceeded -> listener.projectSucceeded(event);
      case ProjectFailed -> listener.projectFailed(event);
      default -> throw new IllegalArgumentException(type.toString());
    }
  }

  @SuppressWarnings("deprecation") // The only constructor that Maven itself uses.
  private static MavenSession session() {
    return new MavenSession(
        null, new DefaultRepositorySystemSession(), new DefaultMavenExecutionRequest(), null);
  }

  private record Event(Type type, MavenSession session, MojoExecution goal)
      implements ExecutionEvent {
    @Override
    public Type getType() {
      return type;
    }

    @Override
    public MavenSession getSession() {
      return session;
    }

    @Override
    public MavenProject getProject() {
      return null;
    }

    @Override
    public MojoExecution getMojoExecution() {
      return goal;
    }

    @Override
    public Exception getException() {
      return null;
    }
  }
}
