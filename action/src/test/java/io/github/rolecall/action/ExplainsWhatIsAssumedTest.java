package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import io.github.rolecall.host.Time;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that {@code explain} reports what {@code assume} sends, for all ways to set a token, a role
 * and its options.
 */
class ExplainsWhatIsAssumedTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final Pattern ROLE =
      Pattern.compile("(?m)^  role +(\\S+) as (\\S+) for (\\d+) seconds$");
  private static final Pattern SUBJECT = Pattern.compile("(?m)^  subject +(\\S+)$");

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.builder().plainHttp().start();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer before;

  ExplainsWhatIsAssumedTest() throws IOException {
    before = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    before.createContext("/", this::pass);
    before.start();
  }

  /**
   * What the request for credentials depends on: the role, its options, and the subject of the
   * token.
   */
  private record Sent(String role, String session, String duration, String subject) {}

  /**
   * A way to set the token, the role and its options.
   *
   * @param variables as {@code NAME=value}
   * @param config the text of the file of settings, or empty
   */
  private record Way(List<String> arguments, List<String> variables, String config) {
    @Override
    public String toString() {
      return arguments + " " + variables + " " + config;
    }
  }

  @BeforeEach
  void world() throws IOException {
    environment.put("AWS_ENDPOINT_URL_STS", address());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("OTHER_TOKEN", aws.gitHubJob().ref("refs/heads/variable").idToken(AUDIENCE));
    Files.writeString(
        folder.resolve("token.jwt"), aws.gitHubJob().ref("refs/heads/file").idToken(AUDIENCE));
    Files.writeString(
        folder.resolve("other.jwt"), aws.gitHubJob().ref("refs/heads/other").idToken(AUDIENCE));
  }

  private String address() {
    return "http://127.0.0.1:" + before.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    before.stop(0);
    aws.close();
  }

  /**
   * Forwards requests to the simulator and records their tokens, which the simulator does not show.
   */
  private void pass(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> form =
        Stream.of(body.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    if (form.getOrDefault("Action", "").equals("AssumeRoleWithWebIdentity")) {
      sent.add(
          new Sent(
              form.get("RoleArn"),
              form.get("RoleSessionName"),
              form.get("DurationSeconds"),
              subject(form.get("WebIdentityToken"))));
    }
    var connection = (HttpURLConnection) aws.url().toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    connection.getOutputStream().write(body.getBytes(UTF_8));
    int status = connection.getResponseCode();
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    byte[] answer = stream.readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String subject(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonMapper.shared().readTree(claims).path("sub").asString();
  }

  /** Returns the standard output and the standard error. */
  private String run(List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var all = new PrintStream(out, true, UTF_8);
    Host host = TestHost.of(environment, folder, folder, all);
    Main.run(
        arguments.toArray(String[]::new),
        host.with(Terminal.NONE)
            .with(new Time(host.time().clock(), wait -> {}, host.time().random())),
        all);
    return out.toString(UTF_8);
  }

  private static Way way(String arguments, String... variables) {
    return new Way(List.of(arguments.split("\\|", -1)), List.of(variables), "");
  }

  private static Way file(String config, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--config=settings.yaml");
    return new Way(all, List.of(), config);
  }

  static Stream<Way> ways() {
    String role = "--role-to-assume=" + DEPLOY;
    String keys = "aws-region: us-east-1\nrole-to-assume: " + DEPLOY + "\n";
    String byToken =
        "assumeRoleWithWebIdentity:\n  roleArn: " + DEPLOY + "\n  sessionName: pulumi\n";
    String login = "values:\n  a:\n    fn::open::aws-login:\n      oidc:\n        roleArn: ";
    return Stream.of(
        way(role + "|--token-file=token.jwt"),
        way(role + "|--token-file=~/token.jwt"),
        way(role + "|--web-identity-token-file|./other.jwt"),
        way(role + "|--token-env=OTHER_TOKEN"),
        way(role + "|--token-command=cat other.jwt"),
        way(role + "|--web-identity-token-command=sh -c 'cat \"$HOME/token.jwt\"'"),
        way(role, "AWS_WEB_IDENTITY_TOKEN_FILE=~/other.jwt"),
        way("--disable-retry", "AWS_WEB_IDENTITY_TOKEN_FILE=token.jwt", "AWS_ROLE_ARN=" + DEPLOY),
        way(role, "GITLAB"),
        way("--disable-retry", "GITLAB", "AWS_ROLE_ARN=" + DEPLOY),
        way("--disable-retry", "GITLAB", "ROLE_TO_ASSUME=" + DEPLOY, "AWS_ROLE_SESSION_NAME=env"),
        way(role + "|--token-env=OTHER_TOKEN", "GITLAB"),
        way(role + "|--token-file=token.jwt", "GITLAB", "AWS_WEB_IDENTITY_TOKEN_FILE=other.jwt"),
        way(role, "GITHUB"),
        way(role + "|--audience=another", "GITHUB"),
        way(role + "|--role-duration-seconds=1234|--role-session-name=me", "GITHUB"),
        way(role, "GITHUB", "ROLE_DURATION_SECONDS=1500", "ROLE_SESSION_NAME=variable"),
        way("--role-to-assume=" + DEPLOY + "\narn:aws:iam::111122223333:role/Chained", "GITLAB"),
        file(keys + "web-identity-token-file: ~/token.jwt\nrole-duration-seconds: 1800\n"),
        file(keys + "web-identity-token-command: cat other.jwt\nrole-session-name: ff\n"),
        file(keys + "web-identity-token-env: OTHER_TOKEN\n", "--role-duration-seconds=901"),
        file(byToken + "  webIdentityTokenFile: $HOME/other.jwt\n  duration: 1h30m\n"),
        file(byToken + "  webIdentityTokenFile: ~/token.jwt\n  durationSeconds: 1000\n"),
        file(byToken + "  webIdentityTokenFile: ~/token.jwt\n", "--role-session-name=written"),
        file(
            "config:\n  aws:assumeRoleWithWebIdentity: {value: {roleArn: '"
                + DEPLOY
                + "', webIdentityTokenFile: other.jwt, duration: 20m}}\n"),
        new Way(
            List.of("--config=settings.yaml"),
            List.of("GITHUB"),
            login + DEPLOY + "\n        sessionName: esc\n        duration: PT25M\n"),
        new Way(
            List.of("--config=settings.yaml", "--role-session-name=x1"),
            List.of("GITLAB"),
            login + DEPLOY + "\n        sessionName: '${who}'\n"),
        file(
            "aws-region: us-east-1\nweb-identity-token-file: token.jwt\nrole-duration-seconds: 950\n"
                + "roles:\n"
                + "  - {name: one, role-to-assume: '"
                + DEPLOY
                + "', environment-prefix: A_}\n"
                + "  - {name: two, role-to-assume: 'arn:aws:iam::111122223333:role/New',"
                + " environment-prefix: B_, role-duration-seconds: 1900, role-session-name: r2}\n"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void byTheCommand(Way way) throws IOException {
    for (String variable : way.variables()) {
      switch (variable) {
        case "GITLAB" -> environment.putAll(aws.gitLabJob().environment());
        case "GITHUB" -> environment.putAll(aws.gitHubJob().environment());
        default -> environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
      }
    }
    Files.writeString(folder.resolve("settings.yaml"), way.config());
    environment.put("AWS_ENDPOINT_URL_STS", address());
    compare(
        Stream.concat(Stream.of("explain"), way.arguments().stream()).toList(),
        Stream.concat(Stream.of("assume"), way.arguments().stream()).toList());
  }

  private void compare(List<String> explain, List<String> assume) {
    String explained = run(explain);
    assertEquals(List.of(), sent, explained);
    assertFalse(explained.contains("Authenticated"), explained);
    String assumed = run(assume);
    assertFalse(sent.isEmpty(), assumed);
    assertEquals(
        sent.stream().map(Sent::toString).distinct().sorted().toList(),
        said(explained).stream().map(Sent::toString).sorted().toList(),
        explained);
    String shown = explained.replaceAll("::add-mask::.*", "");
    aws.secrets().forEach(secret -> assertFalse(shown.contains(secret), "a secret is seen"));
  }

  /** Returns the first role of each report, with the subject of its token. */
  private static List<Sent> said(String explained) {
    var said = new ArrayList<Sent>();
    for (String report : explained.split("(?m)^Plan$", -1)) {
      Matcher role = ROLE.matcher(report);
      Matcher subject = SUBJECT.matcher(report);
      if (role.find() && subject.find()) {
        said.add(new Sent(role.group(1), role.group(2), role.group(3), subject.group(1)));
      }
    }
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2000"})
  void byTheAction(String duration) throws IOException {
    environment.putAll(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_STS", address());
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      environment.put(name, Files.createFile(folder.resolve(name)).toString());
    }
    environment.put("INPUT_AWS-REGION", "us-east-1");
    environment.put("INPUT_ROLE-TO-ASSUME", DEPLOY);
    environment.put("INPUT_ROLE-DURATION-SECONDS", duration);
    environment.put("INPUT_WEB-IDENTITY-TOKEN-FILE", duration.isEmpty() ? "" : "~/token.jwt");
    environment.put("INPUT_EXPLAIN", "true");
    String explained = run(List.of("action"));
    assertEquals(List.of(), sent, explained);
    environment.put("INPUT_EXPLAIN", "");
    String assumed = run(List.of("action"));
    assertFalse(sent.isEmpty(), assumed);
    assertEquals(sent, said(explained), explained);
  }

  @Test
  void theAudienceIsTheOneThatIsAskedFor() {
    environment.putAll(aws.gitHubJob().environment());
    String explained = run(List.of("explain", "--role-to-assume=" + DEPLOY, "--audience=mine"));
    assertTrue(explained.matches("(?s).*\n  audience +mine\n.*"), explained);
    assertEquals("mine", aws.calls("oidc-token").get(0).parameters().get("audience"));
  }

  @Test
  void severalRolesHaveTheWorstVerdictAndANameEach() throws IOException {
    Files.writeString(
        folder.resolve("settings.yaml"),
        """
        web-identity-token-file: token.jwt
        roles:
          - {name: one, role-to-assume: "arn:aws:iam::111122223333:role/A", environment-prefix: A_}
          - {name: two, role-to-assume: "arn:aws:iam::111122223333:role/B", environment-prefix: B_}
        """);
    JsonNode json =
        JsonMapper.shared()
            .readTree(run(List.of("explain", "--config=settings.yaml", "--format=json")));
    assertEquals("unknown", json.path("verdict").asString());
    assertEquals(List.of("one", "two"), List.copyOf(json.path("roles").propertyNames()));
  }

  @Test
  void aTrustPolicyIsOfTheRoleThatItNames() throws IOException {
    Files.writeString(
        folder.resolve("settings.yaml"),
        """
        web-identity-token-file: token.jwt
        roles:
          - {name: one, role-to-assume: "arn:aws:iam::111122223333:role/A", environment-prefix: A_}
          - {name: two, role-to-assume: "arn:aws:iam::111122223333:role/B", environment-prefix: B_}
        """);
    String policy = "{\"Statement\": []}";
    Files.writeString(folder.resolve("policy.json"), policy);
    Files.writeString(
        folder.resolve("role.json"),
        "{\"Role\": {\"Arn\": \"arn:aws:iam::111122223333:role/B\","
            + " \"AssumeRolePolicyDocument\": "
            + policy
            + "}}");
    List<String> explain = List.of("explain", "--config=settings.yaml", "--format=json");
    String unnamed = run(with(explain, "--trust-policy=policy.json"));
    assertTrue(unnamed.contains("(input-conflict)"), unnamed);
    JsonNode json = JsonMapper.shared().readTree(run(with(explain, "--trust-policy=role.json")));
    assertEquals("denied", json.path("verdict").asString());
    assertEquals("unknown", json.path("roles").path("one").path("verdict").asString());
    assertEquals("denied", json.path("roles").path("two").path("verdict").asString());
  }

  private static List<String> with(List<String> arguments, String more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--role-chaining", "--force-skip-oidc", "--access-key-id-env=ID"})
  void whatIsNoTokenIsToldByItsSource(String argument) {
    environment.putAll(new HashMap<>(aws.gitLabJob().environment()));
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    environment.put("ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("SECRET", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    var arguments = new ArrayList<>(List.of("explain", "--role-to-assume=" + DEPLOY, argument));
    if (argument.endsWith("=ID")) {
      arguments.add("--secret-access-key-env=SECRET");
    }
    String explained = run(arguments);
    assertTrue(explained.contains("(no-token)"), explained);
    assertTrue(
        explained.contains("the credentials in the environment")
            || explained.contains("the keys of --access-key-id-env"),
        explained);
  }
}
