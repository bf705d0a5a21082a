package io.github.rolecall.aws.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.aws.credentials.AmbientCredentials;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.credentials.SsoSettings;
import io.github.rolecall.aws.sts.Sha1;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.awsfile.Botocore;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Command;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.network.Networks;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the shared sign-in cache: botocore and the AWS CLI can use what Rolecall wrote, and
 * Rolecall can use what they wrote.
 */
class SsoBotocoreTest {
  private static final String CONFIG =
      """
      [profile dev]
      sso_session = my corp
      sso_account_id = 111122223333
      sso_role_name = Deploy
      region = eu-central-1
      [sso-session 'my corp']
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = eu-central-1
      sso_registration_scopes = sso:account:access
      [profile old]
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = eu-central-1
      sso_account_id = 111122223333
      sso_role_name = View
      """;

  private static final String CREDENTIALS =
      """
      import botocore.session, sys
      s = botocore.session.Session(profile=sys.argv[1])
      print(s.get_credentials().get_frozen_credentials().access_key)
      """;

  private static final String AWS_CLI = "/usr/lib/python3/dist-packages/awscli/botocore";

  /** Does what {@code aws sso login} does, against the simulator and with a user who approves. */
  private static final String LOGIN =
      """
      import sys, ssl, urllib.request
      from awscli.customizations.sso.utils import do_sso_login
      import botocore.session
      profile, name, endpoint, bundle = sys.argv[1:5]
      session = botocore.session.Session()
      def create(service, config=None, **more):
          return session.create_client(service, config=config, endpoint_url=endpoint, verify=bundle)
      class Session:
          create_client = staticmethod(create)
      def user(verificationUriComplete, **more):
          urllib.request.urlopen(verificationUriComplete, context=ssl.create_default_context(cafile=bundle))
      do_sso_login(Session(), 'eu-central-1', 'https://octo-corp.awsapps.com/start',
          on_pending_authorization=user, force_refresh=True,
          session_name=name or None,
          registration_scopes=['sso:account:access'] if name else None)
      """;

  @TempDir Path home;

  private final FakeTime time = new FakeTime(Instant.now());
  private final FakeAws aws = FakeAws.builder().clock(time).start();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void set() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws/config"), CONFIG);
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    environment.put("AWS_ENDPOINT_URL", aws.url().toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Host host() {
    return TestHost.at(home, environment, time);
  }

  private SsoCaller caller() {
    return new SsoCaller(host(), new RecordingConsole(), Networks.direct(), Networks.ONCE);
  }

  private SsoSession session(String profile) {
    return new SsoSettings(new AwsFiles(host()), Networks.direct(), profile).ofProfile("the test");
  }

  private SessionCredentials ours(String profile) {
    try (var sts = new Sts("eu-central-1", Networks.direct(), Networks.http())) {
      return new AmbientCredentials(
              host(), new RecordingConsole(), Networks.direct(), Networks.ONCE, sts, "s")
          .ofProfile(profile);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "old"})
  void botocoreUsesOurSignIn(String profile) {
    Botocore.assumeInstalled();
    new SsoSignIn(caller(), session(profile), new Browser()).device();
    String key = Botocore.run(home, environment, CREDENTIALS, profile).strip();
    assertTrue(key.matches("ASIA\\w{16}"), key);
    List<Call> calls = aws.calls("GetRoleCredentials");
    assertEquals(200, calls.get(calls.size() - 1).status());
  }

  @Test
  void botocoreRenewsOurTokenAndWeUseItsOwn() throws IOException {
    Botocore.assumeInstalled();
    aws.identityCenter().token(Duration.ofMinutes(10));
    new SsoSignIn(caller(), session("dev"), new Browser()).browser(0, Duration.ofSeconds(30));
    Path file = home.resolve(".aws/sso/cache").resolve(Sha1.of("my corp") + ".json");
    String before = Files.readString(file);
    Botocore.run(home, environment, CREDENTIALS, "dev");
    String after = Files.readString(file);
    assertFalse(after.equals(before), "botocore has renewed it");
    assertEquals(
        shape(before), shape(after), "keys in their order, blanks and the form of times are equal");

    aws.identityCenter().token(Duration.ofHours(1));
    ours("dev");
    String ours = Files.readString(file);
    assertFalse(ours.equals(after), "Rolecall does not renew the token of botocore");
    assertEquals(shape(after), shape(ours));
    Botocore.run(home, environment, CREDENTIALS, "dev");
    assertEquals(ours, Files.readString(file), "botocore uses the renewed token");
  }

  /** Returns the text with placeholders for secrets and times. */
  private static String shape(String file) {
    return file.replaceAll("(?<=\": \")[\\w-]{20,}(?=\")", "secret")
        .replaceAll("20\\d\\d-[-\\d]{5}T[:\\d]{8}Z", "time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "old"})
  void weUseTheSignInOfTheAwsCli(String profile) throws IOException {
    boolean installed = Files.isDirectory(Path.of(AWS_CLI));
    assertTrue(installed || !"true".equals(System.getenv("CI")), "CI must have the AWS CLI");
    assumeTrue(installed, "the AWS CLI is not installed on this machine");
    String name = profile.equals("dev") ? "my corp" : "";
    new Command(
            "the test",
            List.of(
                "/usr/bin/python3",
                "-c",
                LOGIN,
                profile,
                name,
                aws.url().toString(),
                aws.authority().bundle().toString()),
            Command.LIMIT)
        .output(host());
    Map<String, String> theirs = files();
    assertTrue(ours(profile).sessionToken().isPresent());
    int registered = aws.calls("RegisterClient").size();
    new SsoSignIn(caller(), session(profile), new Browser()).device();
    assertEquals(registered, aws.calls("RegisterClient").size(), "the client is shared");
    Map<String, String> ours = files();
    assertEquals(new TreeSet<>(theirs.keySet()), new TreeSet<>(ours.keySet()));
    theirs.forEach((file, text) -> assertEquals(shape(text), shape(ours.get(file)), file));

    for (String file : theirs.keySet()) {
      Files.delete(home.resolve(".aws/sso/cache").resolve(file));
    }
    new SsoSignIn(caller(), session(profile), new Browser()).device();
    Map<String, String> alone = files();
    theirs.forEach((file, text) -> assertEquals(shape(text), shape(alone.get(file)), file));
  }

  private Map<String, String> files() throws IOException {
    var files = new HashMap<String, String>();
    try (Stream<Path> all = Files.list(home.resolve(".aws/sso/cache"))) {
      for (Path file : all.filter(one -> one.toString().endsWith(".json")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
