package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.FailedConnection;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.text.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tests unusual values in options, inputs, variables and files: the user must get a message about
 * the value, and never an internal error. It makes about 20,000 runs.
 */
@Tag("nightly")
class NastyValuesTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  /** A file or an input can contain this value; a variable or an argument cannot. */
  private static final String NUL = "a\u0000b";

  private static final List<String> VALUES =
      List.of(
          "::",
          "http://",
          "https://[::1",
          "http://127.0.0.1:0",
          "http://127.0.0.1:65536",
          "http://127.0.0.1:-1",
          "http://user:secret@127.0.0.1:1",
          "http://127.0.0.1:1#part",
          "http://\u202e:1",
          "\u0001\u001b[31m",
          "\u202e\ufeff",
          "\ud800",
          "x".repeat(70_000),
          "/" + "x/".repeat(3_000),
          "~",
          "-1",
          "4611686018427387904",
          "1e400",
          "{",
          "[".repeat(2_000),
          "{\"Version\": [1, {\"a\": null}]}",
          "%zz",
          "${x}",
          ",",
          "arn:aws:iam::1:role/",
          "arn:aws:iam::111122223333:role/" + "/".repeat(600),
          "arn:aws:iam::111122223333:role/",
          "\"",
          "- a: &x [*x]");

  private static FakeAws aws;
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    aws = FakeAws.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  private Map<String, String> job() {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("DISABLE_RETRY", "true");
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1");
    environment.put("PATH", "/usr/bin:/bin");
    for (String name : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
      environment.put(name, folder.resolve(name).toString());
    }
    return environment;
  }

  /** An HTTP client that connects only to the simulator, and looks up no names. */
  private static final class NearBy implements Http {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final Http real;

    private NearBy(Http real) {
      this.real = real;
    }

    @Override
    public ServerClock clock() {
      return real.clock();
    }

    @Override
    public Http on(Clock machine) {
      return new NearBy(real.on(machine));
    }

    @Override
    public Answer ask(Request request) {
      if (isNear(request.address(), request.network())) {
        return real.ask(request);
      }
      throw new CredentialsException(
          FailedConnection.of(
              request.service(),
              request.address().toString(),
              Optional.empty(),
              clock(),
              new UnknownHostException("not looked up")));
    }

    @Override
    public Secrets secrets() {
      return real.secrets();
    }

    @Override
    public HttpLine line(URI address, Network network) {
      return isNear(address, network)
          ? real.line(address, network)
          : real.line(
              NOBODY,
              new Network(
                  network.stsEndpoint(),
                  Proxies.none(),
                  network.trusted(),
                  network.fips(),
                  network.dualStack(),
                  network.userAgent()));
    }

    private static boolean isNear(URI address, Network network) {
      String host =
          network
              .proxies()
              .on(address)
              .map(ProxyServer::host)
              .or(() -> ServerUrl.host(address))
              .orElse("");
      return host.equals("127.0.0.1") || host.equals("localhost");
    }
  }

  private int run(Map<String, String> environment, List<String> words) {
    said.reset();
    var stream = new PrintStream(said, true, UTF_8);
    return Main.run(
        words.toArray(String[]::new),
        Host.of(environment, folder, folder, stream, new NearBy(TestHost.http())),
        stream);
  }

  private void assertTold(Map<String, String> environment, List<String> words, String value) {
    int exit = run(environment, words);
    String text = said.toString(UTF_8);
    String about = words + " with " + value.substring(0, Math.min(60, value.length()));
    assertTrue(exit >= 0 && exit <= 4, about + ": " + exit);
    assertTrue(!text.contains("(internal)"), () -> about + ":\n" + text);
  }

  private static List<String> with(String command, String... words) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of(words));
    if (command.equals("exec")) {
      all.addAll(List.of("--", "true"));
    }
    return all;
  }

  /** Every option with a value, of every command. */
  static Stream<Arguments> options() {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Host host = Host.of(Map.of(), Path.of("/"), Path.of("/"), nowhere);
    return RolecallCommand.line(host, nowhere).getSubcommands().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().getCommandSpec().options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .map(OptionSpec::longestName)
                    .map(name -> Arguments.of(command.getKey(), name)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void asAnOption(String command, String name) {
    for (String value : VALUES) {
      Map<String, String> environment = job();
      environment.put("ROLE_TO_ASSUME", ROLE);
      List<String> words =
          command.equals("import") && !name.equals("--csv")
              ? with(command, name, value, "--csv", "keys.csv")
              : with(command, name + "=" + value);
      assertTold(environment, words, value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void asAnInputOfTheAction(Input input) {
    if (!input.frontEnds().contains(FrontEnd.ACTION)) {
      return;
    }
    for (String value : Stream.concat(VALUES.stream(), Stream.of(NUL)).toList()) {
      Map<String, String> environment = job();
      environment.put("INPUT_ROLE-TO-ASSUME", ROLE);
      environment.put("INPUT_AWS-REGION", "eu-central-1");
      environment.put("INPUT_" + input.key().toUpperCase(Locale.ROOT), value);
      assertTold(environment, List.of("action"), value);
      environment.remove("INPUT_ROLE-TO-ASSUME");
      environment.put("INPUT_" + input.key().toUpperCase(Locale.ROOT), value);
      assertTold(environment, List.of("action"), value);
    }
  }

  /** Every variable that the code reads, found in the code. */
  static Stream<String> variables() throws IOException {
    var names = new TreeSet<String>();
    for (Input input : Input.values()) {
      names.addAll(input.environment(FrontEnd.COMMAND));
    }
    Pattern asked = Pattern.compile("\"((?:[A-Z][A-Z0-9]*_)+[A-Z0-9]+)\"");
    try (Stream<Path> files = Files.walk(Path.of("../core/src/main/java"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        Matcher found = asked.matcher(Files.readString(file));
        while (found.find()) {
          names.add(found.group(1));
        }
      }
    }
    for (String proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")) {
      names.add(proxy);
      names.add(proxy.toLowerCase(Locale.ROOT));
    }
    // Without it, the home is the folder of the test. A test of it would only be slow.
    names.remove("HOME");
    return names.stream();
  }

  @Test
  void theVariablesAreFound() throws IOException {
    List<String> names = variables().toList();
    assertTrue(names.size() > 80, names::toString);
    assertTrue(
        names.containsAll(
            List.of("AWS_ENDPOINT_URL_STS", "ACTIONS_ID_TOKEN_REQUEST_URL", "AWS_CA_BUNDLE")),
        names::toString);
  }

  @ParameterizedTest
  @MethodSource("variables")
  void asAVariable(String name) {
    for (String value : VALUES) {
      Map<String, String> environment = job();
      environment.put(name, value);
      environment.putIfAbsent("ROLE_TO_ASSUME", ROLE);
      assertTold(environment, List.of("assume"), value);
      // Now only the variable itself is set.
      environment.remove("ROLE_TO_ASSUME");
      environment.keySet().removeIf(other -> other.startsWith("ACTIONS_") && !other.equals(name));
      environment.put(name, value);
      assertTold(environment, List.of("whoami"), value);
    }
  }

  /** Every key of a profile that the code reads or the AWS CLI has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws_access_key_id",
        "aws_session_token",
        "role_arn",
        "role_session_name",
        "duration_seconds",
        "external_id",
        "mfa_serial",
        "source_profile",
        "credential_source",
        "credential_process",
        "web_identity_token_file",
        "sso_session",
        "sso_start_url",
        "sso_region",
        "sso_account_id",
        "region",
        "ca_bundle",
        "endpoint_url",
        "services",
        "ec2_metadata_service_endpoint",
        "ec2_metadata_service_endpoint_mode",
        "metadata_service_timeout",
        "use_fips_endpoint"
      })
  void inAProfile(String key) throws IOException {
    Path config = folder.resolve("config");
    for (String value : VALUES) {
      Files.write(
          config,
          ("[profile x]\nregion = eu-central-1\nrole_arn = "
                  + ROLE
                  + "\ncredential_source = Ec2InstanceMetadata\n"
                  + key
                  + " = "
                  + value
                  + "\n")
              .getBytes(UTF_8));
      Map<String, String> environment = job();
      environment.put("AWS_CONFIG_FILE", config.toString());
      assertTold(environment, List.of("export", "--profile", "x"), key + " = " + value);
      assertTold(environment, List.of("whoami", "--profile", "x"), key + " = " + value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inAFileOfSettings(Input input) throws IOException {
    Path file = folder.resolve("settings.yaml");
    for (String value : Stream.concat(VALUES.stream(), Stream.of(NUL)).toList()) {
      for (String written : List.of(value, JsonWriter.compact(value), "[" + value + "]")) {
        Files.write(
            file,
            ("role-to-assume: " + ROLE + "\n" + input.key() + ": " + written + "\n")
                .getBytes(UTF_8));
        assertTold(job(), List.of("assume", "--config", "settings.yaml"), value);
      }
    }
  }

  /** Files with claims and policies. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4611686018427387904", "-4611686018427387905", "1e400", "-1e400", "0.5", "1767225600.75",
        "99999999999999999999999999", "\"soon\"", "null", "[]", "{}", "true"
      })
  void asATimeOfAToken(String time) throws IOException {
    for (String claim : List.of("exp", "iat", "nbf", "aud", "sub", "iss", "azp")) {
      Files.writeString(
          folder.resolve("claims.json"),
          "{\"iss\": \"https://token.actions.githubusercontent.com\", \"aud\":"
              + " \"sts.amazonaws.com\", \"sub\": \"repo:a/b:ref:refs/heads/main\", \""
              + claim
              + "\": "
              + time
              + "}");
      for (String command : List.of("explain", "trust-policy")) {
        assertTold(
            job(), List.of(command, "--claims", "claims.json", "--role-to-assume", ROLE), time);
      }
    }
  }

  @Test
  void asATrustPolicy() throws IOException {
    var documents = new ArrayList<>(VALUES);
    documents.add(NUL);
    String statement =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":%s,"
            + "\"Action\":%s,\"Condition\":%s}]}";
    List<String> parts =
        List.of(
            "null",
            "5",
            "[]",
            "{}",
            "\"*\"",
            "{\"AWS\":{\"Ref\":\"X\"}}",
            "[[\"a\"]]",
            "{\"StringEquals\":[]}",
            "{\"StringEquals\":{\"k\":{\"Fn::Sub\":\"x\"}}}",
            "{\"StringEquals\":null}",
            "{\"DateLessThan\":{\"k\":\"99999999999999999999\"}}",
            "{\"NumericEquals\":{\"k\":\"1e999999999\"}}",
            "{\"IpAddress\":{\"k\":\"::/999\"}}",
            "{\"StringLike\":{\"k\":[null,1,{}]}}");
    for (String part : parts) {
      documents.add(statement.formatted(part, "\"*\"", "{}"));
      documents.add(statement.formatted("\"*\"", part, "{}"));
      documents.add(statement.formatted("\"*\"", "\"*\"", part));
      documents.add("{\"Version\":" + part + ",\"Statement\":" + part + "}");
      documents.add("{\"Role\":{\"AssumeRolePolicyDocument\":" + part + "}}");
    }
    documents.add("[".repeat(200_000));
    documents.add("{\"a\":".repeat(200_000));
    documents.add("{\"Statement\":[],\"Statement\":{}}");
    for (String document : documents) {
      Files.write(folder.resolve("policy.json"), document.getBytes(UTF_8));
      assertTold(
          job(),
          List.of("explain", "--trust-policy", "policy.json", "--role-to-assume", ROLE),
          document);
    }
  }

  @Test
  void aCommandThatIsMissingIsWrongUsage() {
    for (List<String> words :
        List.of(
            List.of("exec"),
            List.of("exec", "--"),
            List.of("exec", ""),
            List.of("exec", "--aws-region", "eu-west-1", "--"),
            List.of("exec", "--", " "))) {
      assertEquals(2, run(job(), words), words::toString);
      assertTrue(said.toString(UTF_8).startsWith("Missing: COMMAND"), said::toString);
    }
  }
}
