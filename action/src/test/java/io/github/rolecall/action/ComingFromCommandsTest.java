package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every row about a command or a file by running it as the table shows it. */
class ComingFromCommandsTest {
  private static final String SIGNED_IN = "Successfully logged into Start URL: https://octo";
  private static final String SESSION = "AWS_SESSION_TOKEN=";

  /** The output of the command in each row. ExecIT tests those that run another program. */
  private static final Map<String, String> PRINTED =
      Map.ofEntries(
          Map.entry("aws configure export-credentials --profile dev", "\"AccessKeyId\": \"AKIA"),
          Map.entry("aws configure export-credentials --format process", "\"Version\": 1"),
          Map.entry("aws configure export-credentials --format env", "export AWS_ACCESS_KEY_ID=A"),
          Map.entry(
              "aws configure export-credentials --format env-no-export", "AWS_ACCESS_KEY_ID="),
          Map.entry(
              "aws configure export-credentials --format powershell", "$Env:AWS_ACCESS_KEY_ID=\"A"),
          Map.entry(
              "aws configure export-credentials --format windows-cmd", "set AWS_ACCESS_KEY_ID=A"),
          Map.entry(
              "aws configure export-credentials --format fish", "set -gx AWS_ACCESS_KEY_ID \"A"),
          Map.entry("aws configure import --csv file://keys.csv", "Successfully imported 1 prof"),
          Map.entry("aws configure import --csv file://keys.csv --skip-invalid", "imported 1 prof"),
          Map.entry(
              "aws configure import --csv file://keys.csv --profile-prefix old-",
              "imported 1 prof"),
          Map.entry("aws sts get-caller-identity", "\"Arn\":\"arn:aws:iam::111122223333:user/ci\""),
          Map.entry("aws sts assume-role", SESSION),
          Map.entry("aws sts assume-role-with-web-identity", SESSION),
          Map.entry("aws codeartifact get-authorization-token --domain acme", "eyJ2ZXIiOj"),
          Map.entry("aws codeartifact login --tool npm --domain acme --repository shared", ""),
          Map.entry("a script for credential_process", "{\"Version\":1,\"AccessKeyId\":\"ASIA"),
          Map.entry("aws --profile dev s3 ls", ""),
          Map.entry("aws --profile dev s3 sync big s3://bucket", ""),
          Map.entry("aws ecr get-login-password", "export DOCKER_CONFIG='"),
          Map.entry("docker-credential-ecr-login", "dkr.ecr.eu-central-1.amazonaws.com\":\"AWS"),
          Map.entry("aws configure", ""),
          Map.entry("aws configure --profile dev", ""),
          Map.entry("aws configure set region eu-central-1", ""),
          Map.entry("aws configure set aws_secret_access_key SECRET", ""),
          Map.entry("aws configure set profile.dev.role_arn ARN", ""),
          Map.entry("aws configure set default.s3.max_concurrent_requests 20", ""),
          Map.entry("aws configure get region", "eu-west-1"),
          Map.entry("aws configure list", "****************"),
          Map.entry("aws configure list-profiles", "dev\n"),
          Map.entry("an editor", ""),
          Map.entry("pulumi config set aws:profile dev", ""),
          Map.entry("no command", "Credentials in use"),
          Map.entry("keys and a Region for each of several users", "imported 1 prof"),
          Map.entry("aws configure sso", "rolecall whoami --profile new"),
          Map.entry("aws configure sso-session", ""),
          Map.entry("aws sso login --profile dev-sso", SIGNED_IN),
          Map.entry("aws sso login --sso-session corp", SIGNED_IN),
          Map.entry("aws sso login --sso-session corp --use-device-code", SIGNED_IN),
          Map.entry("aws sso logout", ""),
          Map.entry("Pulumi.<stack>.yaml", SESSION),
          Map.entry("Pulumi.yaml", SESSION),
          Map.entry("Pulumi.<stack>.deploy.yaml", SESSION),
          Map.entry("an ESC environment", SESSION),
          Map.entry("pulumi env open acme/shop/dev --format shell", "export AWS_ACCESS_KEY_ID="),
          Map.entry("pulumi env open acme/shop/dev --format dotenv", "AWS_ACCESS_KEY_ID="),
          Map.entry("pulumi env open acme/shop/dev --format json", "\"Version\":1"),
          Map.entry("pulumi env run acme/shop/dev -- COMMAND", ""),
          Map.entry("pulumi env edit --file - acme/shop/dev", "fn::secret"));

  private static final String SSO_KEYS =
      "sso_start_url = https://octo-corp.awsapps.com/start\nsso_region = eu-central-1\n";

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();
  private final InputStream standardInput = System.in;

  static Stream<Row> rows() {
    return Stream.of("Commands", "Pulumi").flatMap(heading -> ComingFrom.rows(heading).stream());
  }

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    String keys =
        "aws_access_key_id = "
            + Observation.KEY
            + "\naws_secret_access_key = "
            + Observation.SECRET
            + "\n";
    write(".aws/credentials", "[dev]\n" + keys + "[default]\n" + keys);
    write(
        ".aws/config",
        "[default]\nregion = eu-west-1\n[profile dev-sso]\nsso_session = corp\n[sso-session corp]\n"
            + SSO_KEYS);
    System.setIn(new ByteArrayInputStream(Observation.SECRET.getBytes(UTF_8)));
    write("token", aws.gitHubJob().idToken("sts.amazonaws.com"));
    write(
        "keys.csv",
        "User Name,Access key ID,Secret access key\nci,%s,%s\n"
            .formatted(Observation.KEY, Observation.SECRET));
    write(
        "Pulumi.dev.yaml",
        """
        config:
          aws:region: eu-west-3
          aws:assumeRole:
            roleArn: arn:aws:iam::111122223333:role/Chained
        """);
    write(
        "Pulumi.yaml",
        """
        name: shop
        runtime: nodejs
        config:
          aws:region: {value: eu-west-3}
          aws:assumeRole: {value: {roleArn: "arn:aws:iam::111122223333:role/Chained"}}
        """);
    write(
        "Pulumi.dev.deploy.yaml",
        """
        settings:
          operationContext:
            oidc:
              aws: {roleArn: "arn:aws:iam::111122223333:role/Deploy", sessionName: deploy}
        """);
    write(
        "environment.yaml",
        """
        values:
          aws:
            login:
              fn::open::aws-login:
                oidc: {roleArn: "arn:aws:iam::111122223333:role/Deploy", sessionName: esc}
        """);
  }

  @AfterEach
  void stop() {
    System.setIn(standardInput);
    aws.close();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text, UTF_8);
  }

  /** Returns the standard output of the command, or its exit code and errors. */
  private String run(String command, Map<String, String> environment) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host =
        TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8))
            .with(question -> Optional.of(""));
    String[] words = command.replaceFirst("^rolecall ", "").split(" ", -1);
    int exit = Main.run(words, host, new PrintStream(err, true, UTF_8));
    return exit == 0 ? out.toString(UTF_8) : "exit " + exit + "\n" + err.toString(UTF_8);
  }

  private Map<String, String> environment(String command) throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    environment.put("TMPDIR", home.toString());
    if (command.contains("--config environment") || command.contains("deploy.yaml")) {
      // A token is required here; a job of Pulumi Deployments has it in this variable.
      environment.put("PULUMI_OIDC_TOKEN", aws.gitHubJob().idToken("sts.amazonaws.com"));
    }
    if (command.matches("rolecall (configure )?sso .*")) {
      environment.putAll(SsoBed.browser(home, aws));
      environment.put("AWS_ENDPOINT_URL_SSO", aws.url().toString());
      environment.put("AWS_ENDPOINT_URL_SSO_OIDC", aws.url().toString());
    }
    return environment;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCommandDoesWhatItsRowSays(Row row) throws IOException {
    if (row.here().equals("none")) {
      assertFalse(PRINTED.containsKey(row.what()), "there is an equivalent for " + row);
      assertFalse(row.third().isEmpty(), "the row gives no reason");
      return;
    }
    if (row.here().equals("read")) {
      String command = "assume --role-to-assume arn:aws:iam::111122223333:role/Deploy";
      Map<String, String> environment = environment(command);
      assertEquals("PULUMI_OIDC_TOKEN", row.what());
      environment.put(row.what(), aws.gitHubJob().idToken("sts.amazonaws.com"));
      assertTrue(run(command, environment).contains(SESSION));
      return;
    }
    String command = row.code();
    String expected = PRINTED.get(row.what());
    assertTrue(expected != null, "nothing shows what " + command + " does");
    String[] words = command.replaceFirst("^rolecall ", "").split(" ", -1);
    RolecallCommand.line(TestHost.of(environment(command), home, home, System.out), System.err)
        .parseArgs(words);
    if (List.of("exec", "serve").contains(words[0])) {
      // This command would take the signals of this process.
      return;
    }
    String printed = run(command, environment(command));
    assertFalse(printed.startsWith("exit"), printed);
    assertTrue(printed.contains(expected), printed);
  }

  @Test
  void everyRowIsThereOnce() {
    List<String> tried =
        rows()
            .filter(row -> !row.here().equals("none") && !row.here().equals("read"))
            .map(Row::what)
            .toList();
    assertEquals(new TreeSet<>(PRINTED.keySet()), new TreeSet<>(tried));
    assertEquals(rows().count(), rows().map(Row::what).distinct().count());
  }

  /** Users of other tools would not find a command that the page does not name. */
  @Test
  void everyCommandLikeOneOfTheirsIsNamed() throws IOException {
    String page = Files.readString(ComingFrom.PAGE, UTF_8);
    List<String> missing =
        CommandReference.specs()
            .map(spec -> "`" + spec.qualifiedName())
            .filter(name -> !page.contains(name))
            .collect(Collectors.toList());
    assertEquals(List.of(), missing);
  }

  @Test
  void theTableOfPulumiIsLinked() throws IOException {
    assertTrue(
        Files.readString(ComingFrom.PAGE, UTF_8)
            .contains("(config-file.md#every-option-of-pulumi-and-where-it-went)"));
    assertTrue(
        Files.readString(Path.of("../docs/config-file.md"), UTF_8)
            .contains("\n## Every option of Pulumi, and where it went\n"));
  }
}
