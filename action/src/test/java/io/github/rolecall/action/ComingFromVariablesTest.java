package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every row about an environment variable with a run with it and a run without it. */
class ComingFromVariablesTest {
  private static final String TABLE = "Environment variables";
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";

  /**
   * A variable in use.
   *
   * @param beside other variables, as {@code NAME=value}
   * @param expected text that appears only with the variable
   */
  private record Use(List<String> beside, String value, String expected) {}

  private static final String KEY = "AWS_ACCESS_KEY_ID=" + Observation.KEY;
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY=" + Observation.SECRET;
  private static final String TOKEN = "AWS_WEB_IDENTITY_TOKEN_FILE=token";
  private static final String SERVER = "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9/c";
  private static final String NO_INSTANCE = "AWS_EC2_METADATA_DISABLED=true";
  private static final String INSTANCE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

  private static final Map<String, Use> USES =
      Map.ofEntries(
          use("AWS_REGION", "eu-west-3", "region eu-west-3", KEY, SECRET),
          use("AWS_DEFAULT_REGION", "eu-west-3", "region eu-west-3", KEY, SECRET),
          use("AWS_ROLE_ARN", DEPLOY, "assumed-role/Deploy", TOKEN),
          use("AWS_ROLE_SESSION_NAME", "me", "/me", TOKEN, "AWS_ROLE_ARN=" + DEPLOY),
          use("AWS_WEB_IDENTITY_TOKEN_FILE", "token", "role/Deploy/", "AWS_ROLE_ARN=" + DEPLOY),
          use("AWS_ACCESS_KEY_ID", Observation.KEY, "user/ci", SECRET),
          use("AWS_SECRET_ACCESS_KEY", Observation.SECRET, "user/ci", KEY),
          use("AWS_SESSION_TOKEN", "t", " token", KEY, SECRET),
          use("AWS_SECURITY_TOKEN", "t", " token", KEY, SECRET),
          use(
              "AWS_CREDENTIAL_EXPIRATION",
              "2020-01-01T00:00:00Z",
              "(session-expired)",
              KEY,
              SECRET),
          use("AWS_PROFILE", "dev", "from the profile dev"),
          use("AWS_DEFAULT_PROFILE", "dev", "from the profile dev"),
          use("AWS_CONFIG_FILE", "other-config", "user/ci", NO_INSTANCE),
          use("AWS_SHARED_CREDENTIALS_FILE", "other-credentials", "user/ci", NO_INSTANCE),
          use(
              "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
              "/creds",
              "asks GET http://169.254.170.2/creds"),
          use(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              "http://127.0.0.1:9/c",
              "asks GET http://127.0.0.1:9/c"),
          use("AWS_CONTAINER_AUTHORIZATION_TOKEN", "bearer-x", " bearer-x", SERVER),
          use("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "bearer", " bearer-of-file", SERVER),
          use("AWS_EC2_METADATA_DISABLED", "true", "(no-credentials)"),
          use(INSTANCE, "http://127.0.0.1:9", "asks PUT http://127.0.0.1:9/latest/"),
          use(INSTANCE + "_MODE", "IPv6", "asks PUT http://[fd00:ec2::254]/"),
          use("AWS_METADATA_SERVICE_TIMEOUT", "7", "for PT7S"),
          use("AWS_ENDPOINT_URL", "http://127.0.0.1:2", "endpoint http://127.0.0.1:2", KEY, SECRET),
          use(
              "AWS_ENDPOINT_URL_STS",
              "http://127.0.0.1:2",
              "endpoint http://127.0.0.1:2",
              KEY,
              SECRET),
          use(
              "AWS_ENDPOINT_URL_SSO_OIDC",
              "http://127.0.0.1:5",
              "asks POST http://127.0.0.1:5/token",
              "AWS_PROFILE=sso-ended"),
          use(
              "AWS_ENDPOINT_URL_SSO",
              "http://127.0.0.1:5",
              "asks GET http://127.0.0.1:5/federation/",
              "AWS_PROFILE=sso"),
          use("AWS_ENDPOINT_URL_IAM", "", ""),
          use("AWS_ENDPOINT_URL_CODEARTIFACT", "", ""),
          use("AWS_ENDPOINT_URL_ECR", "", ""),
          use("AWS_ENDPOINT_URL_ECR_PUBLIC", "", ""),
          use(
              "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
              "true",
              "endpoint standard",
              KEY,
              SECRET,
              "AWS_ENDPOINT_URL=http://127.0.0.1:2"),
          use("AWS_USE_FIPS_ENDPOINT", "true", "fips true", KEY, SECRET),
          use("AWS_USE_DUALSTACK_ENDPOINT", "true", "dualstack true", KEY, SECRET),
          use("AWS_CA_BUNDLE", "ca.pem", "trusts HOME/ca.pem", KEY, SECRET),
          use("HTTPS_PROXY", "http://proxy:1", "http://proxy:1", KEY, SECRET),
          use("HTTP_PROXY", "http://proxy:1", "http://proxy:1", KEY, SECRET),
          use("NO_PROXY", "example.com", "exceptions=[example.com]", KEY, SECRET));

  private static Map.Entry<String, Use> use(
      String name, String value, String expected, String... beside) {
    return Map.entry(name, new Use(List.of(beside), value, expected));
  }

  @TempDir Path home;

  static List<Row> rows() {
    return ComingFrom.rows(TABLE);
  }

  private String observed(List<String> variables) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".aws/sso/cache"));
    String keys =
        "aws_access_key_id = "
            + Observation.KEY
            + "\naws_secret_access_key = "
            + Observation.SECRET
            + "\n";
    Files.writeString(
        home.resolve(".aws/config"),
        """
        [profile dev]
        %s
        [profile sso]
        sso_account_id = 111122223333
        sso_role_name = Admin
        sso_start_url = corp
        sso_region = eu-west-1
        [profile sso-ended]
        sso_account_id = 111122223333
        sso_role_name = Admin
        sso_start_url = ended
        sso_region = eu-west-1
        """
            .formatted(keys),
        UTF_8);
    Files.writeString(home.resolve("other-config"), "[default]\n" + keys, UTF_8);
    Files.writeString(home.resolve("other-credentials"), "[default]\n" + keys, UTF_8);
    Files.writeString(home.resolve("bearer"), "bearer-of-file", UTF_8);
    Observation.loggedIn(folder, "corp");
    Observation.loggedInBefore(folder, "ended");
    var environment = new HashMap<String, String>();
    variables.forEach(
        line ->
            environment.put(
                line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    boolean region = variables.stream().anyMatch(line -> line.matches("AWS_(DEFAULT_)?REGION=.*"));
    return Observation.of(
        home, environment, region ? Map.of() : Map.of(Input.AWS_REGION, "us-east-1"));
  }

  private String observed(List<String> variables, String more) throws IOException {
    return observed(Stream.concat(variables.stream(), Stream.of(more)).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theVariableDoesWhatItsRowSays(Row row) throws IOException {
    String name = row.what();
    if (row.here().startsWith("sets ")) {
      Input input = input(row.code());
      assertTrue(input.environment(FrontEnd.COMMAND).contains(name), name);
      assertEquals(
          "x", Inputs.of(FrontEnd.COMMAND, Map.of(), Map.of(name, "x")).text(input).orElseThrow());
      assertReads(name);
    } else if (row.here().equals("read")) {
      assertReads(name);
    } else {
      assertEquals("not read", row.here());
      for (List<String> beside : List.of(List.of(KEY, SECRET), List.<String>of())) {
        assertEquals(observed(beside), observed(beside, name + "=7"));
        assertEquals(observed(beside), observed(beside, name + "=true"));
      }
    }
  }

  static Input input(String option) {
    return Stream.of(Input.values())
        .filter(input -> option.equals("--" + input.key()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no option " + option));
  }

  private void assertReads(String name) throws IOException {
    Use use = USES.get(name);
    assertTrue(use != null, "nothing shows that " + name + " is read");
    if (Observation.SERVICES.containsKey(name)) {
      // This run writes the files.
      observed(List.of());
      Observation.assertServiceIsAskedAt(home, name);
      return;
    }
    String with = observed(use.beside(), name + "=" + use.value());
    assertTrue(with.contains(use.expected()), with);
    assertFalse(observed(use.beside()).contains(use.expected()));
  }

  @Test
  void everyVariableIsThereOnce() throws IOException {
    var rows = new TreeMap<String, String>();
    rows().forEach(row -> assertEquals(null, rows.put(row.what(), row.here()), row.what()));
    Set<String> read =
        rows.keySet().stream()
            .filter(name -> !rows.get(name).equals("not read"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(USES.keySet()), read, "rows and tested variables");
    var known = new TreeSet<>(rows.keySet());
    ComingFrom.rows("What later steps find").forEach(row -> known.add(row.what()));
    ComingFrom.rows("Inputs").forEach(row -> known.addAll(row.thirdCodes()));
    // The AWS CLI does not know this variable, which contains the token in jobs of GitLab or
    // Jenkins.
    known.add("AWS_ID_TOKEN");
    Set<String> ours = namesInTheCode();
    Stream.of(Input.values())
        .flatMap(input -> input.environment(FrontEnd.COMMAND).stream())
        .forEach(ours::add);
    ours.removeAll(known);
    assertEquals(Set.of(), ours, "variables of the code that have no row");
  }

  private static Set<String> namesInTheCode() throws IOException {
    var names = new TreeSet<String>();
    for (String module : List.of("core", "action", "maven-plugin")) {
      names.addAll(
          SourceText.found(
              Path.of("..", module, "src/main/java"),
              Pattern.compile("\"(AWS_[A-Z0-9_]+|(?:NO|HTTPS?)_PROXY)\"")));
    }
    return names;
  }
}
