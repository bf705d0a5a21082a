package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigureTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir Path home;
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Person person = new Person();

  /** A user who types prepared answers. It records the questions. */
  private static final class Person implements Terminal {
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private final List<String> secretQuestions = new ArrayList<>();

    @Override
    public Optional<String> ask(String question) {
      questions.add(question);
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<String> askSecret(String question) {
      secretQuestions.add(question);
      return ask(question);
    }
  }

  @Test
  void wizardWritesWhatIsAnsweredToTheFilesOfTheAwsCli() throws IOException {
    person.answers.addAll(List.of(KEY, SECRET, "eu-central-1", "json"));
    assertEquals(0, run("configure"));
    assertEquals(
        "[default]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + SECRET + "\n",
        text("credentials"));
    assertEquals("[default]\nregion = eu-central-1\noutput = json\n", text("config"));
    assertEquals(
        List.of(
            "AWS Access Key ID [None]: ",
            "AWS Secret Access Key [None]: ",
            "Default region name [None]: ",
            "Default output format [None]: "),
        person.questions);
    assertEquals(List.of("AWS Secret Access Key [None]: "), person.secretQuestions);
    assertTrue(said().contains("rolecall configure sso"), said());
    assertTrue(said().contains("role with the token of the job"), said());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve(".aws/credentials"))));
  }

  @Test
  void wizardShowsWhatIsThereAndKeepsWhatIsLeftEmpty() throws IOException {
    write(
        "credentials",
        "[dev]\naws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(KEY, SECRET));
    write("config", "[profile dev]\n# ours\nregion = eu-west-1\n");
    String before = text("credentials");
    person.answers.addAll(List.of("", "", "", "text"));
    assertEquals(0, run("configure", "--profile", "dev"));
    assertEquals(
        List.of(
            "AWS Access Key ID [****************MPLE]: ",
            "AWS Secret Access Key [****************]: ",
            "Default region name [eu-west-1]: ",
            "Default output format [None]: "),
        person.questions);
    assertEquals(before, text("credentials"));
    assertEquals("[profile dev]\n# ours\nregion = eu-west-1\noutput = text\n", text("config"));
    assertEquals("", said());
  }

  @Test
  void wizardThatIsLeftInTheMiddleWritesNothing() {
    person.answers.addAll(List.of(KEY, SECRET));
    assertEquals(1, run("configure"));
    assertFalse(Files.exists(home.resolve(".aws/credentials")));
  }

  @Test
  void wizardWithoutATerminalNamesTheCommandsThatAskNothing() {
    assertEquals(1, run("configure", "--profile", "dev"));
    assertTrue(said().contains("no terminal"), said());
    assertTrue(said().contains("rolecall configure set --profile dev region REGION"), said());
    assertTrue(said().contains("aws_secret_access_key --stdin"), said());
  }

  @Test
  void wizardRefusesKeysThatWereExchanged() {
    person.answers.addAll(List.of(SECRET, KEY, "", ""));
    assertEquals(1, run("configure"));
    assertFalse(Files.exists(home.resolve(".aws/credentials")));
    assertFalse(said().contains(SECRET), said());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "regoin | eu-west-1 | Did you mean region?",
        "role_arn | role/x | arn:aws:iam::111122223333:role/Deploy",
        "duration_seconds | 899 | from 900 to 43200",
        "duration_seconds | 43201 | from 900 to 43200",
        "credential_source | Ec2 | Ec2InstanceMetadata",
        "output | xml | yaml-stream",
        "sso_start_url | acme | a URL",
        "sso_account_id | 1111 | 12 digits",
        "profile..region | eu-west-1 | profile.NAME.KEY",
        "profile.dev.s3.a.b | 1 | profile.NAME.KEY",
        "region.sub | 1 | profile.NAME.KEY",
        "services.local.sts.endpoint | http://x | Did you mean endpoint_url?",
        "region | '' | is empty",
        "aws_access_key_id | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | secret access key",
      })
  void refusesWhatNoAwsToolReads(String key, String value, String said) {
    // A value that looks like a key of the other kind gets the same error as in every source of
    // keys.
    assertEquals(value.startsWith("wJalr") ? 1 : 2, run("configure", "set", key, value));
    assertTrue(said().contains(said), said());
    assertFalse(said().contains(SECRET), said());
    assertFalse(Files.exists(home.resolve(".aws/config")), "nothing is written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my dev", "dev]", "[dev", "dev\nx", " "})
  void refusesNamesOfNewProfilesThatNotEveryToolReads(String name) {
    assertEquals(2, run("configure", "set", "region", "eu-west-1", "--profile", name));
    assertFalse(Files.exists(home.resolve(".aws/config")));
  }

  @Test
  void changesAProfileWhoseNameTheAwsCliQuoted() throws IOException {
    write("config", "[profile 'my dev']\nregion = eu-west-1\n");
    assertEquals(0, run("configure", "set", "region", "eu-west-3", "--profile", "my dev"));
    assertEquals("[profile 'my dev']\nregion = eu-west-3\n", text("config"));
  }

  @Test
  void setsSessionsAndServices() throws IOException {
    assertEquals(0, run("configure", "set", "sso-session.acme.sso_region", "eu-central-1"));
    assertEquals(
        0, run("configure", "set", "services.local.sts.endpoint_url", "http://127.0.0.1:4566"));
    assertEquals(
        0, run("configure", "set", "services.local.s3.endpoint_url", "http://127.0.0.1:4567"));
    assertEquals(
        """
        [sso-session acme]
        sso_region = eu-central-1
        [services local]
        sts =
            endpoint_url = http://127.0.0.1:4566
        s3 =
            endpoint_url = http://127.0.0.1:4567
        """,
        text("config"));
    assertEquals(0, run("configure", "get", "services.local.s3.endpoint_url"));
    assertEquals("http://127.0.0.1:4567\n", out.toString(UTF_8));
  }

  @Test
  void refusesASettingBelowAValue() throws IOException {
    write("config", "[default]\ns3 = fast\n");
    assertEquals(2, run("configure", "set", "s3.addressing_style", "path"));
    assertTrue(said().contains("line 2"), said());
    assertEquals("[default]\ns3 = fast\n", text("config"));
  }

  @Test
  void unknownKeysAreSetWhereAnotherToolReadsThem() throws IOException {
    assertEquals(0, run("configure", "set", "granted_color", "red", "--allow-unknown"));
    assertEquals("[default]\ngranted_color = red\n", text("config"));
  }

  @Test
  void getPrintsTheCredentialsFileFirstAndNothingForWhatIsNotSet() throws IOException {
    write("config", "[default]\nregion = eu-west-1\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\n");
    write("credentials", "[default]\naws_access_key_id = " + KEY + "\n");
    assertEquals(0, run("configure", "get", "aws_access_key_id"));
    assertEquals(1, run("configure", "get", "output"));
    assertEquals(0, run("configure", "get", "default.region"));
    assertEquals(KEY + "\neu-west-1\n", out.toString(UTF_8));
    assertEquals("", said());
  }

  @Test
  void unsetRemovesOneSettingAndItsLines() throws IOException {
    write(
        "config",
        "[default]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n  max_queue_size = 9\n# end\n");
    assertEquals(0, run("configure", "unset", "s3.max_queue_size"));
    assertEquals(
        "[default]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n# end\n", text("config"));
    assertEquals(0, run("configure", "unset", "s3.addressing_style"));
    assertEquals(0, run("configure", "unset", "output"));
    assertEquals("[default]\nregion = eu-west-1\n# end\n", text("config"));
  }

  @Test
  void listNamesVariableFileAndLineAndShowsNoSecret() throws IOException {
    write("config", "[default]\n\nregion = eu-west-1\noutput = json\n");
    write(
        "credentials",
        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(KEY, SECRET));
    environment.put("AWS_REGION", "eu-west-3");
    assertEquals(0, run("configure", "list"));
    String list = out.toString(UTF_8);
    Path files = home.resolve(".aws");
    assertRow(list, "region", "eu-west-3", "env", "AWS_REGION");
    assertRow(list, "output", "json", "file", files.resolve("config") + ":4");
    assertRow(
        list,
        "aws_access_key_id",
        "****************MPLE",
        "file",
        files.resolve("credentials") + ":2");
    assertFalse(list.contains(SECRET.substring(SECRET.length() - 4)), list);
    out.reset();
    assertEquals(0, run("configure", "list", "--format", "json"));
    assertTrue(out.toString(UTF_8).contains("\"location\": \"AWS_REGION\""), out.toString(UTF_8));
  }

  private static void assertRow(String list, String... cells) {
    assertTrue(
        list.lines().anyMatch(line -> List.of(line.split(" +", -1)).equals(List.of(cells))),
        () -> String.join(" ", cells) + " is missing in\n" + list);
  }

  @Test
  void listsTheProfilesOfBothFiles() throws IOException {
    write("config", "[profile b]\n[default]\n[sso-session s]\n[services x]\n");
    write("credentials", "[a]\n[b]\n");
    assertEquals(0, run("configure", "list-profiles"));
    assertEquals("b\ndefault\na\n", out.toString(UTF_8));
  }

  @Test
  void aBrokenFileIsNamedWithItsLineAndNotTouched() throws IOException {
    write("config", "[default]\nregion\n");
    for (String command : List.of("set region eu-west-1", "list", "list-profiles", "get region")) {
      err.reset();
      assertEquals(1, run(("configure " + command).split(" ", -1)));
      assertTrue(said().contains("line 2 of"), command + ": " + said());
    }
    assertEquals("[default]\nregion\n", text("config"));
  }

  @Test
  void listShowsNoPasswordOfAProgramAndNoSecretInAWrongPlace() throws IOException {
    write(
        "config",
        "[default]\ncredential_process = vault --password open-sesame\nregion = " + SECRET + "\n");
    assertEquals(0, run("configure", "list"));
    assertFalse(out.toString(UTF_8).contains("open-sesame"), out.toString(UTF_8));
    assertFalse(out.toString(UTF_8).contains(SECRET), out.toString(UTF_8));
  }

  @Test
  void aReadOnlyFileIsNotReplaced() throws IOException {
    write("config", "[default]\n");
    Path config = home.resolve(".aws/config");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--r--r--"));
    assertEquals(1, run("configure", "set", "region", "eu-west-1"));
    assertTrue(said().contains("it is read-only"), said());
    assertEquals("[default]\n", text("config"));
  }

  @Test
  void aDirectoryInTheWayIsNamed() throws IOException {
    Files.createDirectories(home.resolve(".aws/config"));
    assertEquals(1, run("configure", "set", "region", "eu-west-1"));
    assertTrue(said().contains(home.resolve(".aws/config").toString()), said());
  }

  @Test
  void filesInOtherPlacesAreUsed() throws IOException {
    Path other = home.resolve("other");
    environment.put("AWS_CONFIG_FILE", other.toString());
    environment.put("AWS_PROFILE", "dev");
    assertEquals(0, run("configure", "set", "region", "eu-west-1"));
    assertEquals("[profile dev]\nregion = eu-west-1\n", Files.readString(other));
  }

  @Test
  void importWritesRegionAndOutputWhereAsked() throws IOException {
    write("credentials", "[old]\n# ours\n");
    Files.writeString(
        home.resolve("keys.csv"),
        "User Name,Access key ID,Secret access key\nci,%s,%s\n".formatted(KEY, SECRET));
    assertEquals(2, run("import", "--csv", "keys.csv", "--output", "xml"));
    assertEquals("[old]\n# ours\n", text("credentials"));
    assertEquals(
        0, run("import", "--csv", "keys.csv", "--region", "eu-west-1", "--output", "json"));
    assertEquals(
        "[old]\n# ours\n[ci]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(KEY, SECRET),
        text("credentials"));
    assertEquals("[profile ci]\noutput = json\nregion = eu-west-1\n", text("config"));
  }

  private int run(String... words) {
    environment.put("HOME", home.toString());
    Host host =
        TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)).with(person);
    return Main.run(words, host, new PrintStream(err, true, UTF_8));
  }

  private String said() {
    return err.toString(UTF_8);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws").resolve(file), text);
  }

  private String text(String file) throws IOException {
    return Files.readString(home.resolve(".aws").resolve(file));
  }
}
