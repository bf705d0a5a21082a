package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import io.github.rolecall.host.Time;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.network.Network;
import io.github.rolecall.testkit.tls.TestAuthority;
import io.github.rolecall.text.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;

/**
 * The environment of a goal. It is in memory, except for the folder of the project. Waiting takes
 * no time.
 */
final class TestWorld {
  final Map<String, String> environment = new HashMap<>();
  final Properties jvm = new Properties();
  private final OriginalProperties originals = TestGoals.originals();
  final RecordingLog log = new RecordingLog();
  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final Path folder;
  private final Host real;

  /** Whether a user is at the terminal. */
  boolean attended;

  /** The terminal of the build. A user may come to it later. */
  private final class Seat implements Terminal {
    @Override
    public Optional<String> ask(String question) {
      return Optional.empty();
    }

    @Override
    public boolean present() {
      return attended;
    }
  }

  MojoExecution goal = TestGoals.own("assume", "default");
  Function<Http.Request, Http.Answer> http;
  List<OuterBuild.Ancestor> ancestors = List.of();

  /** The configuration of the plugin as written in the pom. */
  private final Xpp3Dom configuration = new Xpp3Dom("configuration");

  private final List<PluginExecution> executions = new ArrayList<>();

  TestWorld(Path folder) {
    this.folder = folder;
    this.real =
        Host.of(
            Map.of(),
            folder,
            folder,
            new PrintStream(raw, true, UTF_8),
            Http.ofJdk(TestAuthority.ofThisProcess().trustStore(), Clock.systemUTC()));
    this.http = real.http()::ask;
  }

  /** The build of the project in the folder. */
  MavenContext build() {
    var project = new MavenProject();
    project.setFile(folder.resolve("pom.xml").toFile());
    var plugin = new Plugin();
    plugin.setGroupId(goal.getGroupId());
    plugin.setArtifactId(goal.getArtifactId());
    plugin.setConfiguration(configuration);
    executions.forEach(plugin::addExecution);
    project.getBuild().addPlugin(plugin);
    var host =
        new Host(
            environment,
            real.home(),
            real.workDirectory(),
            new Time(real.time().clock(), duration -> {}, real.time().random()),
            answering(real.http()),
            real.log(),
            new Seat(),
            Map.of());
    return new MavenContext(
        session(),
        project,
        goal,
        new PlainDecrypter(),
        new MavenProcess(host, () -> jvm, () -> ancestors, originals));
  }

  /**
   * An HTTP client that calls the function of the test, and otherwise the network. Its trust store
   * contains the simulators.
   */
  private Http answering(Http network) {
    return new Http() {
      @Override
      public Answer ask(Request asked) {
        return http.apply(asked);
      }

      @Override
      public Secrets secrets() {
        return network.secrets();
      }

      @Override
      public ServerClock clock() {
        return network.clock();
      }

      @Override
      public Http on(Clock machine) {
        return answering(network.on(machine));
      }

      @Override
      public HttpLine line(URI address, Network way) {
        return network.line(address, way);
      }
    };
  }

  @SuppressWarnings("deprecation") // The only constructor that Maven itself uses.
  private MavenSession session() {
    return new MavenSession(null, new DefaultRepositorySystemSession(), request, null);
  }

  /** Reports the end of the build, as Maven does. */
  @SuppressWarnings("deprecation") // The only constructor that Maven itself uses.
  void end(Optional<Exception> failure) {
    var result = new DefaultMavenExecutionResult();
    failure.ifPresent(result::addException);
    var session = new MavenSession(null, new DefaultRepositorySystemSession(), request, result);
    request.getExecutionListener().sessionEnded(new SessionEnded(session));
  }

  private record SessionEnded(MavenSession session) implements ExecutionEvent {
    @Override
    public Type getType() {
      return Type.SessionEnded;
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
      return null;
    }

    @Override
    public Exception getException() {
      return null;
    }
  }

  /** Adds an element to the pom. */
  void configure(String parameter, String text) {
    var element = new Xpp3Dom(parameter);
    element.setValue(text);
    configuration.addChild(element);
  }

  /** Adds an execution of {@code assume} to the pom. */
  void addExecution(String id, String xml) throws Exception {
    var execution = new PluginExecution();
    execution.setId(id);
    execution.addGoal("assume");
    execution.setConfiguration(TestGoals.dom(xml));
    executions.add(execution);
  }

  /** Sets this execution of {@code assume} as the only one in the pom. */
  void executionsAre(String id, String xml) throws Exception {
    executions.clear();
    addExecution(id, xml);
  }

  /** Sets the goals and phases of the command line. */
  void goals(String... goals) {
    request.setGoals(List.of(goals));
  }

  /** Starts a goal, which Maven then configures with what stands in its configuration. */
  void start(MojoExecution starting) {
    BuildListener.buildCredentials(session())
        .orElseThrow()
        .starting(starting, "test:project", text -> text);
  }

  void add(Server server) {
    request.addServer(server);
  }

  void add(Proxy proxy) {
    request.addProxy(proxy);
  }

  /** The properties for expressions in poms. */
  Properties sessionProperties() {
    return request.getSystemProperties();
  }

  /** The standard output without Maven's log. */
  String raw() {
    return raw.toString(UTF_8);
  }
}
