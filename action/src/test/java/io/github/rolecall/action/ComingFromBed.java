package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Reply;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Runs the jar as a process with these servers: STS and SSO over HTTPS behind a proxy that records
 * the requested hosts, and the metadata and container servers on loopback.
 *
 * <p>In variables and files, {@code <HOME>} stands for the folder of the run, {@code <TOKEN>} for
 * an ID token, {@code <AWS>} for the URL of the simulator on loopback, {@code <PROXY>} for that of
 * the proxy, {@code <SECURE>} for a container credentials server over HTTPS, and {@code <MACHINE>},
 * {@code <SLOW>}, {@code <BUSY>} and {@code <OLD>} for instance metadata servers: one that works,
 * one that needs two seconds, one that is busy once, and one that only has version 1.
 */
final class ComingFromBed implements AutoCloseable {
  private static final List<String> STS =
      List.of(
          "sts.us-east-1.amazonaws.com",
          "sts.us-west-2.amazonaws.com",
          "sts.eu-west-3.amazonaws.com",
          "sts-fips.us-east-1.amazonaws.com",
          "sts.us-east-1.api.aws",
          "sts.amazonaws.com",
          "iam.amazonaws.com");
  private static final List<String> PORTALS =
      List.of(
          "portal.sso.eu-west-1.amazonaws.com",
          "portal.sso.eu-west-2.amazonaws.com",
          "portal.sso.us-west-2.amazonaws.com",
          "oidc.eu-west-1.amazonaws.com",
          "oidc.us-west-2.amazonaws.com");
  private static final String KEYS =
      "\"%s\":\"" + Observation.KEY + "\",\"%s\":\"" + Observation.SECRET + "\",\"%s\":\"t\"";
  private static final List<String> MACHINES = List.of("MACHINE", "SLOW", "BUSY", "OLD");

  /**
   * No standard trust store contains this authority, because rows of the table set what to trust.
   */
  private final TestAuthority authority = TestAuthority.another();

  private final FakeAws aws = FakeAws.builder().authority(authority).start();
  private final TestProxy proxy = TestProxy.start();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Path home;

  ComingFromBed(Path home) {
    this.home = home;
    try {
      Files.writeString(home.resolve("ca.pem"), authority.pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var sts = new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort());
    STS.forEach(host -> proxy.redirect(host, 443, sts));
    int portal = serve("PORTAL", true);
    var sso = new InetSocketAddress(InetAddress.getLoopbackAddress(), portal);
    PORTALS.forEach(host -> proxy.redirect(host, 443, sso));
    serve("SECURE", true);
    MACHINES.forEach(name -> serve(name, false));
    urls.put("AWS", aws.url().toString());
    urls.put("PROXY", proxy.url().toString());
  }

  private int serve(String name, boolean https) {
    HttpServer server =
        HttpServer.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            https ? Optional.of(authority.sockets(names())) : Optional.empty(),
            Clock.systemUTC());
    server.serve(request -> answer(name, request));
    servers.add(server);
    String scheme = https ? "https://localhost:" : "http://127.0.0.1:";
    urls.put(name, scheme + server.port());
    return server.port();
  }

  private static List<String> names() {
    return Stream.concat(PORTALS.stream(), Stream.of("localhost")).toList();
  }

  /** Answers as the metadata service, the container server and SSO do. */
  private Reply answer(String name, Request request) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    String bearer = request.headers().first("authorization").map(" "::concat).orElse("");
    seen.add("asked " + name + " " + request.method() + " " + request.path() + query + bearer);
    int before = asked.merge(name, 1, Integer::sum);
    if (request.path().equals("/latest/api/token")) {
      Response token = Response.of(200, "text/plain", "token");
      return switch (name) {
        case "SLOW" -> new Reply.Delayed(Duration.ofSeconds(2), token);
        case "OLD" -> Response.of(404, "text/plain", "");
        case "BUSY" -> before == 1 ? Response.of(503, "text/plain", "") : token;
        default -> token;
      };
    }
    if (request.path().endsWith("/security-credentials/")) {
      return Response.of(200, "text/plain", "role");
    }
    return Response.json(
        200,
        request.path().startsWith("/federation/")
            ? "{\"roleCredentials\":{"
                + KEYS.formatted("accessKeyId", "secretAccessKey", "sessionToken")
                + ",\"expiration\":4070908800000}}"
            : "{\"Code\":\"Success\","
                + KEYS.formatted("AccessKeyId", "SecretAccessKey", "Token")
                + ",\"Expiration\":\"2099-01-01T00:00:00Z\"}");
  }

  /**
   * Runs the jar once.
   *
   * @param command the words of the command line
   * @param environment the whole environment except {@code HOME} and {@code PATH}
   * @param files the files by their path below the home folder
   * @param busyOnce whether STS answers the first call with 503
   * @return the exit code, the output, and the requests
   */
  String run(
      List<String> command,
      Map<String, String> environment,
      Map<String, String> files,
      boolean busyOnce) {
    try {
      Path folder = Files.createTempDirectory(home, "run");
      return run(folder, command, environment, files, busyOnce);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(
      Path folder,
      List<String> command,
      Map<String, String> environment,
      Map<String, String> files,
      boolean busyOnce)
      throws IOException {
    Path cache = Files.createDirectories(folder.resolve(".aws/sso/cache"));
    Observation.loggedIn(cache, "corp");
    Observation.loggedInBefore(cache, "ended");
    Files.writeString(folder.resolve("token"), token());
    Files.copy(home.resolve("ca.pem"), folder.resolve("ca.pem"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path written =
          Files.writeString(folder.resolve(file.getKey()), filled(file.getValue(), folder), UTF_8);
      if (file.getValue().startsWith("#!")) {
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwx------"));
      }
    }
    var variables = new HashMap<String, String>();
    variables.put("HOME", folder.toString());
    variables.put("PATH", "/usr/bin:/bin");
    environment.forEach((name, value) -> variables.put(name, filled(value, folder)));
    if (command.get(0).equals("explain")) {
      variables.putAll(Map.of("GITLAB_CI", "true", "AWS_ID_TOKEN", aws.gitLabJob().idToken()));
    }
    if (busyOnce) {
      aws.fault("GetCallerIdentity", Fault.error(503, "ServiceUnavailable", "busy"));
    }
    int calls = aws.calls().size();
    int tunnels = proxy.requests().size();
    seen.clear();
    asked.clear();
    var printed = new ByteArrayOutputStream();
    int exit;
    try {
      exit = new CommandLine(line(command)).run(variables, folder, printed);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    aws.calls().stream()
        .skip(calls)
        .map(call -> "sent " + call + call.sessionToken().map(t -> " token").orElse(""))
        .forEach(seen::add);
    if (seen.isEmpty()) {
      // Rolecall opens a connection in advance, so a tunnel alone is not a request.
      seen.add("sent nothing");
    }
    proxy.requests().stream().skip(tunnels).map("asked "::concat).forEach(seen::add);
    seen.add("exit " + exit);
    seen.add(printed.toString(UTF_8));
    return plain(String.join("\n", seen), folder);
  }

  /** The first run archives the classes that it loads, so that later runs start faster. */
  private List<String> line(List<String> command) {
    var line = new ArrayList<>(RealParts.jar(command.toArray(String[]::new)));
    Path archive = home.resolve("classes.jsa");
    String use = Files.exists(archive) ? "SharedArchiveFile" : "ArchiveClassesAtExit";
    line.addAll(1, List.of("-XX:" + use + "=" + archive, "-Xlog:disable"));
    return line;
  }

  private String token() {
    return aws.gitHubJob().idToken("sts.amazonaws.com");
  }

  private String filled(String text, Path folder) {
    String filled = text.replace("<HOME>", folder.toString());
    if (text.contains("<TOKEN>")) {
      filled = filled.replace("<TOKEN>", token());
    }
    for (Map.Entry<String, String> url : urls.entrySet()) {
      filled = filled.replace("<" + url.getKey() + ">", url.getValue());
    }
    return filled;
  }

  /** Replaces everything that differs between runs. */
  private String plain(String text, Path folder) {
    String plain = text.replace(folder.toString(), "HOME");
    for (Map.Entry<String, String> url : urls.entrySet()) {
      plain = plain.replace(URI.create(url.getValue()).getAuthority(), url.getKey());
    }
    return plain
        .replaceAll("ASIA[A-Z0-9]+", "ASIA")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("retrying in \\d+ ms", "retrying in TIME")
        .replaceAll("(\"(SecretAccessKey|SessionToken)\": )\"[^\"]+\"", "$1SECRET");
  }

  @Override
  public void close() {
    servers.forEach(HttpServer::close);
    proxy.close();
    aws.close();
  }
}
