package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Extensions and plugins that record builds: nothing that they write, or send to their server, has
 * a secret of this build, though its tests and commands get keys in their environment.
 */
@Tag("long")
class RecordersIT {
  private static final Path PROJECT = Path.of("src", "it", "recorders");
  private static final String TELEMETRY =
      """
      <extensions>
        <extension>
          <groupId>io.opentelemetry.contrib</groupId>
          <artifactId>opentelemetry-maven-extension</artifactId>
          <version>1.41.0-alpha</version>
        </extension>
      </extensions>
      """;

  private final FakeAws aws = FakeAws.start();
  private final Map<String, String> job = aws.gitHubJob().environment();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      HttpServer.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Optional.empty(),
          Clock.systemUTC());

  @BeforeEach
  void serve() {
    server.serve(this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
    aws.close();
  }

  private Response answer(Request request) {
    sent.add(request.path() + " " + request.body());
    return Response.json(200, "{\"version\":\"7.90.0\",\"revision\":\"1\",\"addons\":[]}");
  }

  private String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Its goal may run before credentials:assume or after it, and then hears of an end first. */
  @ParameterizedTest
  @CsvSource({"3.9.16, validate", "3.9.16, process-sources", "4.0.0-rc-6, process-sources"})
  void jfrogsBuildInfoHasNoSecret(String version, String phase) throws Exception {
    Workspace workspace = Workspace.with("recorders-jfrog-" + phase + "-" + version, PROJECT);
    Workspace.Ended build =
        run(
            workspace,
            version,
            Map.of(),
            "deploy",
            "-Drecorder.phase=" + phase,
            "-Drecorder.server=" + url());
    assertNoSecret(workspace, build, "buildInfo.env.GITHUB_JOB");
  }

  /** It does not start in Maven 4. */
  @Test
  void spansOfOpenTelemetryHaveNoSecret() throws Exception {
    Workspace workspace = Workspace.with("recorders-telemetry", PROJECT);
    Files.writeString(workspace.project().resolve(".mvn/extensions.xml"), TELEMETRY);
    Workspace.Ended build =
        run(
            workspace,
            Mvn.three(),
            Map.of(
                "OTEL_TRACES_EXPORTER",
                "otlp",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                url()),
            "package");
    assertNoSecret(workspace, build, "maven.execution.goal");
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void anExtensionThatRecordsEveryEventHearsNoSecret(String version) throws Exception {
    Workspace workspace = Workspace.with("recorders-spy-" + version, PROJECT);
    Path file = workspace.folder().resolve("recorded.txt");
    String[] options = RecordingSpy.in(spy(workspace.folder()), file);
    Workspace.Ended build = run(workspace, version, Map.of(), "package", options[0], options[1]);
    sent.add(Files.readString(file));
    assertNoSecret(workspace, build, "who.sh");
  }

  /** A jar as Maven's {@code lib/ext} has them. */
  private static Path spy(Path folder) throws Exception {
    String name = RecordingSpy.class.getName();
    String entry = name.replace('.', '/') + ".class";
    Path classes =
        Path.of(RecordingSpy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = folder.resolve("spy.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/sisu/javax.inject.Named"));
      entries.write(name.getBytes(UTF_8));
      entries.putNextEntry(new JarEntry(entry));
      entries.write(Files.readAllBytes(classes.resolve(entry)));
    }
    return jar;
  }

  private Workspace.Ended run(
      Workspace workspace, String version, Map<String, String> recorder, String... arguments)
      throws Exception {
    var environment = new HashMap<>(job);
    environment.putAll(recorder);
    var all = new ArrayList<>(List.of(arguments));
    all.add("-Dcredentials.exportToJob=false");
    return workspace.run(Mvn.of(version, all.toArray(String[]::new)), environment);
  }

  /**
   * The variables of the job, which are not Rolecall's, may be recorded: among them is the token
   * with which it requests ID tokens.
   */
  private void assertNoSecret(Workspace workspace, Workspace.Ended build, String evidence) {
    List<String> secrets =
        aws.secrets().stream().filter(secret -> !job.containsValue(secret)).toList();
    assertAll(
        () -> assertEquals(0, build.exitCode(), build.output()),
        () -> assertTrue(build.output().contains("command has a key"), build.output()),
        () -> assertTrue(secrets.size() > 2, "there are secrets"),
        () -> assertTrue(sent.stream().anyMatch(one -> one.contains(evidence)), sent::toString),
        () ->
            assertEquals(
                List.of(),
                sent.stream().filter(one -> secrets.stream().anyMatch(one::contains)).toList()),
        () ->
            assertTrue(
                sent.stream().noneMatch(one -> one.matches("(?s).*(ASIA[A-Z0-9]{16}).*")),
                "the id of a key"),
        () -> assertEquals(List.of(), workspace.filesWith(secrets)));
  }
}
