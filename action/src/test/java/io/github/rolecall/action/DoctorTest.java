package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Time;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String KEYS =
      "aws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(KEY, SECRET);

  @TempDir Path home;
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Clock clock = Clock.systemUTC();

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    environment.put("HOME", home.toString());
  }

  @Test
  void aMachineWithoutAnythingIsNotBroken() {
    assertEquals(0, doctor());
    assertTrue(said().contains("config (does not exist)"), said());
    assertTrue(said().endsWith("Findings\n  none\n"), said());
  }

  @Test
  void showsTheWayOfEachProfileAndWhoseCredentialsAreUsed() throws IOException {
    write(
        "config",
        """
        [default]
        region = eu-west-1
        [profile role]
        role_arn = arn:aws:iam::111122223333:role/Deploy
        source_profile = keys
        [profile sso]
        sso_session = acme
        sso_account_id = 111122223333
        sso_role_name = Admin
        [sso-session acme]
        sso_region = eu-west-1
        sso_start_url = https://acme.awsapps.com/start
        """);
    write("credentials", "[keys]\n" + KEYS);
    environment.put("AWS_PROFILE", "role");
    assertEquals(0, doctor());
    assertTrue(
        said()
            .contains(
                "role     assumes arn:aws:iam::111122223333:role/Deploy with the profile keys"),
        said());
    assertTrue(said().contains("IAM Identity Center: Admin in the account 111122223333"), said());
    assertTrue(said().matches("(?s).*rolecall whoami and export +the profile role: .*"), said());
    assertTrue(said().contains("warning  " + path("credentials") + ":2"), said());
    assertTrue(said().contains("never expires"), said());
    assertFalse(said().contains(SECRET), said());
  }

  @Test
  void theProfileThatIsNamedCounts() throws IOException {
    write("credentials", "[a]\n" + KEYS + "[b]\n" + KEYS);
    assertEquals(0, doctor("--profile", "b"));
    assertTrue(said().matches("(?s).*rolecall whoami and export +the profile b: .*"), said());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "regoin = eu-west-1 | 0 | :2: No AWS tool reads regoin | Did you mean region?",
        "duration_seconds = 3h | 1 | :2: duration_seconds has an invalid value | from 900 to 43200",
        "role_arn = arn:aws:iam::111122223333:role/R | 1 | :2: It has role_arn, but | Add source_profile",
        "sso_session = acme | 1 | :2: The section [sso-session acme] | Add the section",
        "services = local | 1 | :2: The section [services local] | Add the section",
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE | 1 | :2: The profile default has only one part | Set both",
      })
  void namesTheLineOfWhatIsWrongInAProfile(String line, int exit, String what, String remedy)
      throws IOException {
    write("config", "[default]\n" + line + "\n");
    assertEquals(exit, doctor(), said());
    assertTrue(said().contains(path("config") + what), said());
    assertTrue(said().contains(remedy), said());
  }

  @Test
  void namesASourceThatDoesNotExistAndTheNearestOne() throws IOException {
    write(
        "config",
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/R
        source_profile = bass
        [profile base]
        region = eu-west-1
        """);
    assertEquals(1, doctor());
    assertTrue(said().contains(":3: The profile a needs the profile bass"), said());
    assertTrue(said().contains("Did you mean base?"), said());
  }

  @Test
  void aBrokenFileIsNamedWithItsLineAndTheRestIsStillSaid() throws IOException {
    write("config", "[default]\nregion\n");
    environment.put("AWS_REGION", "eu-west-1");
    assertEquals(1, doctor());
    assertTrue(said().contains("line 2 of " + path("config")), said());
    assertTrue(said().contains("AWS_REGION  eu-west-1"), said());
  }

  @Test
  void warnsOfAFileThatOthersCanRead() throws IOException {
    write("credentials", "[default]\n" + KEYS);
    Files.setPosixFilePermissions(
        path("credentials"), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(0, doctor());
    assertTrue(said().contains("chmod 600 " + path("credentials")), said());
  }

  @Test
  void judgesVariablesAndShowsNoSecret() {
    environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID", KEY,
            "AWS_PROFILE", "gone",
            "AWS_REGION", "eu-west-1",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_SESSION_TOKEN", "",
            "AWS_ID_TOKEN", "eyJhbGciOiJub25lIn0.e30."));
    assertEquals(1, doctor());
    assertTrue(said().contains("Only one part of an access key"), said());
    assertTrue(said().contains("The profile does not exist: gone"), said());
    assertTrue(said().contains("AWS_DEFAULT_REGION: It differs"), said());
    assertTrue(said().contains("AWS_SESSION_TOKEN: It is empty"), said());
    assertTrue(said().contains("take precedence over AWS_PROFILE"), said());
    assertFalse(said().contains(KEY), said());
    assertFalse(said().contains("eyJ"), said());
  }

  @Test
  void saysWhyAJobHasNoToken() {
    environment.put("GITHUB_ACTIONS", "true");
    assertEquals(1, doctor());
    assertTrue(said().contains("CI system           GitHub Actions"), said());
    assertTrue(said().contains("id-token: write"), said());
  }

  @Test
  void asksTheNetworkOnlyWhenToldTo() {
    try (FakeAws aws = FakeAws.start()) {
      environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
      assertEquals(0, doctor());
      assertEquals(List.of(), aws.calls());
      out.reset();
      assertEquals(0, doctor("--online"), said());
      assertTrue(said().contains("answers; the clock of this machine is right"), said());
      out.reset();
      clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(7));
      assertEquals(1, doctor("--online"), said());
      assertTrue(said().contains("This machine's clock is 7 minutes fast (STS says "), said());
    }
    out.reset();
    assertEquals(1, doctor("--online"), "the server is stopped");
    assertTrue(said().contains("cannot be reached"), said());
  }

  @Test
  void printsTheSameInJson() throws IOException {
    write("config", "[default]\nregoin = eu-west-1\n");
    assertEquals(0, doctor("--format", "json"));
    assertTrue(said().contains("\"level\": \"warning\""), said());
    assertTrue(said().contains("\"where\": \"" + path("config") + ":2\""), said());
    assertEquals(2, doctor("--format", "xml"));
  }

  private int doctor(String... options) {
    var words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(options));
    var err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return Main.run(
        words.toArray(String[]::new),
        TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8))
            .with(new Time(clock, waiting -> {}, () -> 0.5)),
        err);
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private Path path(String file) {
    return home.resolve(".aws").resolve(file);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(path(file), text);
    Files.setPosixFilePermissions(path(file), PosixFilePermissions.fromString("rw-------"));
  }
}
