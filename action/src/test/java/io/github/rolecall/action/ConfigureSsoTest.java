package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code rolecall configure sso} with options, with lines, and with keys on a terminal. */
class ConfigureSsoTest {
  private static final String START = "https://octo-corp.awsapps.com/start";
  private static final Path AWS_CLI = Path.of("/usr/lib/python3/dist-packages/awscli");

  /** Runs {@code aws configure sso}, answers its prompts, and approves the sign-in. */
  private static final String THEIRS =
      """
      import json, ssl, sys, types, urllib.request
      from awscli.clidriver import create_clidriver
      from awscli.customizations.configure.sso import ConfigureSSOCommand
      from awscli.customizations.sso.utils import do_sso_login
      endpoint, bundle, profile, answers, choices = sys.argv[1:6]
      answers, choices = json.loads(answers), json.loads(choices)
      session = create_clidriver().session
      if profile:
          session.set_config_variable('profile', profile)
      create = session.create_client
      session.create_client = lambda name, **kw: create(name, endpoint_url=endpoint, verify=bundle, **kw)
      def user(verificationUriComplete, **more):
          context = ssl.create_default_context(cafile=bundle)
          urllib.request.urlopen(verificationUriComplete, context=context)
      def login(session, **more):
          more['on_pending_authorization'] = user
          return do_sso_login(session, **more)
      class Prompter:
          def get_value(self, current_value, prompt_text='', **more):
              return answers.pop(0) or current_value
      def selector(items, display_format=None):
          return items[choices.pop(0)]
      command = ConfigureSSOCommand(session, prompter=Prompter(), selector=selector, sso_login=login)
      command._run_main(types.SimpleNamespace(no_browser=False), types.SimpleNamespace())
      """;

  @TempDir Path home;
  private SsoBed bed;

  @BeforeEach
  void start() {
    bed = new SsoBed(home);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private static List<String> options(String... more) {
    var options = new ArrayList<>(List.of("configure", "sso"));
    options.addAll(List.of(more));
    return options;
  }

  private SsoBed.Ran run(List<String> words) {
    return bed.run(words.toArray(String[]::new));
  }

  /** Runs a process of its own, with these lines as its standard input. */
  private SsoBed.Ran process(String input, List<String> words) throws Exception {
    Path in = Files.writeString(home.resolve("in"), input);
    Path err = home.resolve("err");
    var builder = new ProcessBuilder(java(words));
    builder.environment().clear();
    builder.environment().putAll(bed.environment);
    builder.redirectInput(in.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process does not end");
    return new SsoBed.Ran(process.exitValue(), out, Files.readString(err));
  }

  static List<String> java(List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(words);
    return command;
  }

  @Test
  void withAllOptionsNobodyIsAsked() throws IOException {
    String before = Files.readString(bed.config());
    SsoBed.Ran run =
        run(
            options(
                "--profile=new",
                "--sso-session=mine",
                "--sso-start-url=" + START,
                "--sso-region=eu-central-1",
                "--sso-registration-scopes=sso:account:access",
                "--sso-account-id=111122223333",
                "--sso-role-name=Admin",
                "--region=eu-west-1",
                "--output=json"));
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        before
            + """
            [profile new]
            sso_session = mine
            sso_account_id = 111122223333
            sso_role_name = Admin
            region = eu-west-1
            output = json
            [sso-session mine]
            sso_start_url = https://octo-corp.awsapps.com/start
            sso_region = eu-central-1
            sso_registration_scopes = sso:account:access
            """,
        Files.readString(bed.config()));
    assertTrue(run.out().contains("rolecall whoami --profile new"), run.out());
    assertEquals(List.of(), bed.aws.calls("ListAccounts"));
    assertTrue(bed.run("whoami", "--profile", "new").out().contains("AWSReservedSSO_Admin"));
  }

  @Test
  void linesAnswerWithNumbers() throws Exception {
    SsoBed.Ran run =
        process(
            "mine\nno url\n" + START + "\neu-central-1\n\n9\n1\n3\neu-west-1\nxml\n\n\n",
            options());
    assertEquals(0, run.exit(), run.err());
    String config = Files.readString(bed.config());
    assertTrue(
        config.endsWith(
            """
            [profile View-111122223333]
            sso_session = mine
            sso_account_id = 111122223333
            sso_role_name = View
            region = eu-west-1
            [sso-session mine]
            sso_start_url = https://octo-corp.awsapps.com/start
            sso_region = eu-central-1
            sso_registration_scopes = sso:account:access
            """),
        config);
    assertTrue(run.err().contains("There are 3 AWS accounts available to you."), run.err());
    assertTrue(run.err().contains("  2. Shop & more, shop@example.com (444455556666)"), run.err());
    assertTrue(run.err().contains("Enter a number from 1 to 3."), run.err());
    assertTrue(run.err().contains("sso_start_url must be"), "an invalid start URL");
    assertTrue(run.err().contains("SSO registration scopes [sso:account:access]: "), run.err());
    for (String secret : bed.aws.secrets()) {
      assertFalse((run.out() + run.err()).contains(secret));
    }
  }

  @Test
  void arrowKeysChooseOnATerminal() throws Exception {
    AtTheTerminal.Seen seen =
        new AtTheTerminal(home, bed.environment, List.of())
            .types("Recommended): ", "mine\n")
            .types("start URL [None]: ", START + "\n")
            .types("SSO region [None]: ", "eu-central-1\n")
            .types("account:access]: ", "\n")
            .types("> Core", "\u001b[B")
            .types("> Shop & more", "\u001b[A")
            .types("> Core", "\n")
            .types("> Admin", "\u001b[B")
            .types("> Deploy", "\r")
            .types("Region [None]: ", "eu-west-1\n")
            .types("format [None]: ", "\n")
            .types("Deploy-111122223333]: ", "dep\n")
            .run(java(options()));
    assertEquals(0, seen.exit(), seen.text());
    String config = Files.readString(bed.config());
    assertTrue(
        config.contains(
            """
            [profile dep]
            sso_session = mine
            sso_account_id = 111122223333
            sso_role_name = Deploy
            region = eu-west-1
            """),
        config + seen.text());
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"session", "legacy", "existing", "update"})
  void equalsWhatTheAwsCliWrites(String kind) throws IOException {
    boolean installed = Files.isDirectory(AWS_CLI);
    assertTrue(installed || !"true".equals(System.getenv("CI")), "CI must have the AWS CLI");
    assumeTrue(installed, "the AWS CLI is not installed on this machine");
    Path theirs = Files.copy(bed.config(), home.resolve("theirs"));
    List<String> chosen =
        List.of(
            "--sso-account-id=111122223333",
            "--sso-role-name=Deploy",
            "--region=eu-west-1",
            "--output=text");
    var ours = options(chosen.toArray(String[]::new));
    switch (kind) {
      case "session" -> {
        theirs(theirs, "", List.of("mine", START, "eu-central-1", "", "eu-west-1", "text", "new"));
        ours.addAll(
            List.of(
                "--profile=new",
                "--sso-session=mine",
                "--sso-start-url=" + START,
                "--sso-region=eu-central-1",
                "--sso-registration-scopes=sso:account:access"));
      }
      case "legacy" -> {
        theirs(theirs, "", List.of("", START, "eu-central-1", "eu-west-1", "text", "new"));
        ours.addAll(
            List.of(
                "--profile=new",
                "--no-sso-session",
                "--sso-start-url=" + START,
                "--sso-region=eu-central-1"));
      }
      case "existing" -> {
        theirs(theirs, "", List.of("corp", "eu-west-1", "text", "new"));
        ours.addAll(List.of("--profile=new", "--sso-session=corp"));
      }
      default -> {
        theirs(theirs, "dev", List.of("corp", "eu-west-1", "text"));
        ours.addAll(List.of("--profile=dev", "--sso-session=corp"));
      }
    }
    SsoBed.Ran run = run(ours);
    assertEquals(0, run.exit(), run.err());
    assertEquals(Files.readString(theirs), Files.readString(bed.config()));
  }

  private void theirs(Path config, String profile, List<String> answers) throws IOException {
    var words =
        List.of(
            "/usr/bin/python3",
            "-c",
            THEIRS,
            bed.aws.url().toString(),
            bed.aws.authority().bundle().toString(),
            profile,
            JsonWriter.compact(answers),
            "[0, 1]");
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", System.getenv("PATH")));
    builder.environment().put("HOME", Files.createDirectories(home.resolve("other")).toString());
    builder.environment().put("AWS_CONFIG_FILE", config.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertEquals(0, process.waitFor(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thePageShowsWhatIsWritten() throws IOException {
    String page = Files.readString(Path.of("../docs/aws-access.md"));
    String command = block(page, "sh", "rolecall configure sso --profile");
    Files.delete(bed.config());
    bed.aws.identityCenter().startUrl("https://corp.awsapps.com/start");
    List<String> words = List.of(command.replace("\\\n", "").trim().split("\\s+"));
    SsoBed.Ran run = run(words.subList(1, words.size()));
    assertEquals(0, run.exit(), run.err());
    assertEquals(block(page, "ini", "[profile dev]"), Files.readString(bed.config()));
  }

  private static String block(String page, String language, String start) {
    int begin = page.indexOf("```" + language + "\n" + start) + language.length() + 4;
    return page.substring(begin, page.indexOf("```", begin));
  }

  @Test
  void aSessionThatIsThereIsUsedWithItsSignIn() {
    assertEquals(0, bed.run("sso", "login", "--sso-session", "corp").exit());
    SsoBed.Ran run =
        run(
            options(
                "--profile=two",
                "--sso-session=corp",
                "--sso-account-id=777788889999",
                "--region=eu-west-1",
                "--output=json"));
    assertEquals(0, run.exit(), run.err());
    assertEquals(1, bed.aws.calls("CreateToken").size(), "there is no second sign-in");
    assertTrue(run.err().contains("The only role available to you is: Admin"), run.err());
  }

  @Test
  void whereNobodyAnswersTheOptionIsNamed() throws Exception {
    String before = Files.readString(bed.config());
    SsoBed.Ran run = process("", options("--sso-session=mine"));
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("--sso-start-url") && run.err().contains("(answer-needed)"));
    assertEquals(before, Files.readString(bed.config()));
    assertEquals(List.of(), bed.aws.calls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile=my[prod]|profile-name-invalid",
        "--profile=my prod|profile-name-invalid",
        "--sso-session=a b|profile-name-invalid",
        "--sso-session=n --sso-start-url=corp|input-invalid",
        "--sso-session=n --sso-start-url=https://x.example/start --sso-region=http://evil|input-invalid",
        "--sso-session=corp --sso-region=us-east-1|input-invalid",
        "--sso-session=corp --no-sso-session|input-conflict"
      })
  void badInputWritesNothing(String words, String code) throws IOException {
    String before = Files.readString(bed.config());
    SsoBed.Ran run = run(options(words.split(" (?=--)")));
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("(" + code + ")"), run.err());
    assertEquals(before, Files.readString(bed.config()));
    assertEquals(List.of(), bed.aws.calls());
  }

  @Test
  void aRoleThatCannotBeIsRefusedBeforeAnythingIsWritten() throws IOException {
    String before = Files.readString(bed.config());
    for (String wrong : List.of("--sso-account-id=12", "--sso-role-name=no role", "--output=xml")) {
      SsoBed.Ran run =
          run(
              options(
                  "--profile=two",
                  "--sso-session=corp",
                  wrong.startsWith("--sso-a") ? wrong : "--sso-account-id=111122223333",
                  wrong.startsWith("--sso-r") ? wrong : "--sso-role-name=Admin",
                  "--region=eu-west-1",
                  wrong.startsWith("--o") ? wrong : "--output=json"));
      assertEquals(2, run.exit(), wrong);
      assertTrue(run.err().contains("(input-invalid)"), run.err());
    }
    assertEquals(before, Files.readString(bed.config()));
  }

  @Test
  void aFolderOrAReadOnlyFileInTheWayIsToldBeforeAnybodySignsIn() throws IOException {
    Files.setPosixFilePermissions(bed.config(), PosixFilePermissions.fromString("r--r--r--"));
    SsoBed.Ran run = run(options("--sso-session=corp"));
    assertTrue(run.err().contains("it is read-only"), run.err());
    Files.delete(bed.config());
    Files.createDirectory(bed.config());
    run = run(options("--sso-session=corp"));
    assertTrue(run.exit() == 1 && run.err().contains("it is a folder"), run.err());
    assertEquals(List.of(), bed.aws.calls());
  }

  @Test
  void aDeniedSignInWritesNoProfile() throws IOException {
    String before = Files.readString(bed.config());
    bed.aws.identityCenter().denies(true);
    SsoBed.Ran run = run(options("--profile=two", "--sso-session=corp"));
    assertTrue(run.exit() == 1 && run.err().contains("(sso-denied)"), run.err());
    assertEquals(before, Files.readString(bed.config()));
  }
}
