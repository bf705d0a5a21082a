package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.StandIn;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.session.SessionCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a metadata service that is busy, sends incomplete answers, or has another address. */
class InstanceCredentialsTest {
  private static final String WHOLE =
      "{\"Code\":\"Success\",\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
          + "\"Expiration\":\"2099-01-01T00:00:00Z\"}";
  private static final IdentityProblem.NoCredentials NOTHING =
      new IdentityProblem.NoCredentials(List.of(), List.of());

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  private SessionCredentials get() {
    Network network = Networks.direct();
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      return new AmbientCredentials(
              TestHost.at(home, environment),
              new RecordingConsole(),
              network,
              new Retry(12, Duration.ofSeconds(60)),
              sts,
              "session")
          .ofDefaults(new Source.Ambient(NOTHING));
    }
  }

  private static StandIn.Said good(int question) {
    return new StandIn.Said(200, List.of("token", "role", WHOLE).get(question));
  }

  private static int question(StandIn.Asked asked) {
    if (asked.method().equals("PUT")) {
      return 0;
    }
    return asked.target().endsWith("/") ? 1 : 2;
  }

  /** Returns a service that gives this answer to one request, for this number of times. */
  private static StandIn service(int wrong, StandIn.Said answer, int times) {
    int[] left = {times};
    return StandIn.plainHttp(
        asked -> question(asked) == wrong && left[0]-- > 0 ? answer : good(question(asked)));
  }

  static Stream<Arguments> busy() {
    return Stream.of(0, 1, 2)
        .flatMap(
            question ->
                Stream.of(
                        new StandIn.Said(429, "{\"message\":\"Slow down\"}"),
                        new StandIn.Said(500, ""),
                        new StandIn.Said(503, "busy"),
                        new StandIn.Said(200, ""),
                        new StandIn.Said(200, " \n"))
                    .map(said -> Arguments.of(question, said)));
  }

  static Stream<Arguments> busyOrHalf() {
    return Stream.concat(
        busy(),
        Stream.of("AccessKeyId", "SecretAccessKey", "Token", "Expiration")
            .map(key -> WHOLE.replace(key, "Other"))
            .map(half -> Arguments.of(2, new StandIn.Said(200, half))));
  }

  @ParameterizedTest
  @MethodSource("busyOrHalf")
  void aServiceThatIsBusyOnceIsAskedAgain(int question, StandIn.Said answer) {
    try (var service = service(question, answer, 1)) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url().toString());
      assertEquals("ASIA", get().accessKeyId());
      assertEquals(4, service.asked().size());
    }
  }

  @ParameterizedTest
  @MethodSource("busyOrHalf")
  void aServiceThatStaysSoIsNamed(int question, StandIn.Said answer) {
    try (var service = service(question, answer, Integer.MAX_VALUE)) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url().toString());
      var problem = Thrown.problem(IdentityProblem.EndpointRefused.class, this::get);
      assertEquals(answer.status(), problem.status());
      String message = problem.message(FrontEnd.COMMAND);
      assertTrue(message.contains("the instance metadata service"), message);
      assertTrue(!message.contains("ASIA"), message);
    }
  }

  @Test
  void theReasonOfTheServiceIsShown() {
    String refusal = "{\"Code\":\"AssumeRoleUnauthorizedAccess\",\"Message\":\"EC2 cannot\"}";
    try (var service = service(2, new StandIn.Said(200, refusal), 99)) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url().toString());
      var problem = Thrown.problem(IdentityProblem.EndpointRefused.class, this::get);
      assertEquals("AssumeRoleUnauthorizedAccess EC2 cannot", problem.answer());
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "405"})
  void whoRefusesATokenIsNoInstance(int status) {
    try (var service = service(0, new StandIn.Said(status, "no"), 99)) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url().toString());
      assertEquals(NOTHING, Thrown.problem(IdentityProblem.NoCredentials.class, this::get));
      assertEquals(1, service.asked().size());
    }
  }

  /** Returns a server that sends these bytes, each text on a connection of its own. */
  private static ServerSocket saying(List<String> answers) throws IOException {
    var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    var thread =
        new Thread(
            () -> {
              for (int i = 0; !server.isClosed(); i++) {
                try (Socket socket = server.accept()) {
                  InputStream in = socket.getInputStream();
                  // A request ends with an empty line; the body of a PUT is empty here.
                  for (int seen = 0; seen < 2; ) {
                    int c = in.read();
                    seen = c == '\n' ? seen + 1 : c == '\r' ? seen : c < 0 ? 2 : 0;
                  }
                  String answer = answers.get(Math.min(i, answers.size() - 1));
                  socket.getOutputStream().write(answer.getBytes(UTF_8));
                } catch (IOException e) {
                  // The test closed the server.
                  return;
                }
              }
            },
            "metadata-service");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static String whole(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ntok", "HTTP/1.1 20", "HTTP/1.1 "})
  void aTokenThatBreaksOffIsAskedForAgain(String half) throws IOException {
    try (var service = saying(List.of(half, whole("token"), whole("role"), whole(WHOLE)))) {
      environment.put(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + service.getLocalPort());
      assertEquals("ASIA", get().accessKeyId());
    }
    try (var service = saying(List.of(half))) {
      environment.put(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + service.getLocalPort());
      var problem = Thrown.problem(NetworkProblem.Unreachable.class, this::get);
      assertEquals("the instance metadata service", problem.service());
    }
  }

  /** Another service listens on this port, or a filter closes the connection. */
  @Test
  void aConnectionThatEndsWithoutAnAnswerIsNoInstance() throws IOException {
    try (var service = saying(List.of("", whole("token"), whole("role"), whole(WHOLE)))) {
      environment.put(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + service.getLocalPort());
      Thrown.problem(IdentityProblem.NoCredentials.class, this::get);
    }
  }

  private void config(String key, String value) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".aws"));
    Files.writeString(folder.resolve("config"), "[default]\n" + key + " = " + value + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "ec2_metadata_service_endpoint_mode, IPv7, IPv4 or IPv6",
    "ec2_metadata_service_endpoint_mode, 6, IPv4 or IPv6",
    "ec2_metadata_service_endpoint, not a uri, a URL",
    "ec2_metadata_service_endpoint, not.a:valid:dom@in, a URL",
    "ec2_metadata_service_endpoint, 169.254.169.254, a URL",
    "ec2_metadata_service_endpoint, ftp://host, a URL",
    "ec2_metadata_service_endpoint, http://, a URL",
    "metadata_service_timeout, soon, a whole number"
  })
  void whatCannotBeMeantIsNamed(String key, String value, String expected) throws IOException {
    String variable =
        key.startsWith("ec2")
            ? "AWS_" + key.toUpperCase(Locale.ROOT)
            : "AWS_METADATA_SERVICE_TIMEOUT";
    environment.put(variable, value);
    var problem = Thrown.problem(InputProblem.Invalid.class, this::get);
    assertEquals(variable, problem.name());
    assertTrue(problem.expected().startsWith(expected), problem.expected());
    environment.clear();
    config(key, value);
    var ofProfile = Thrown.problem(InputProblem.Invalid.class, this::get);
    assertEquals(key + " of the profile default", ofProfile.name());
  }

  @Test
  void whatCannotBeMeantDoesNotMatterWhereItIsNotUsed() throws IOException {
    config(
        "ec2_metadata_service_endpoint_mode",
        "IPv7\naws_access_key_id = A\naws_secret_access_key = s");
    assertEquals("A", get().accessKeyId());
  }
}
