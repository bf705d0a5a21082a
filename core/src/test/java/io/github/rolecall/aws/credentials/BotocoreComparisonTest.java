package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.rolecall.aws.sts.Sha1;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.awsfile.Botocore;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Programs;
import io.github.rolecall.host.StandIn;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares Rolecall with botocore, which reads the files for the AWS CLI: the same profile in the
 * same files must give the same result, with the same calls to STS. Without botocore, it tests only
 * Rolecall; CI installs botocore.
 */
@Tag("long")
class BotocoreComparisonTest {
  private static final String CONFIG =
      """
      # a comment
      [default]
      region = eu-central-1
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = default
      ; another
      [profile keys-in-config]
      AWS_Access_Key_ID: AKIACONFIG
      aws_secret_access_key = secret = with # signs
      aws_session_token = token
      [profile "quoted name"]
      aws_access_key_id=AKIAQUOTED
      aws_secret_access_key=q
      [profile both]
      aws_access_key_id = AKIALOSES
      aws_secret_access_key = loses
      [profile process]
      credential_process = "%1$s/my program" 'an argument' plain
      [profile process-and-keys]
      credential_process = "%1$s/my program" x y
      aws_access_key_id = AKIALOSES
      aws_secret_access_key = loses
      [profile process-and-credentials]
      credential_process = false
      [profile role]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = base
      duration_seconds = 1800
      role_session_name = mine
      [profile chain]
      role_arn = arn:aws:iam::444455556666:role/Other
      source_profile = role
      role_session_name = chained
      [profile external]
      role_arn = arn:aws:iam::444455556666:role/Partner
      source_profile = base
      external_id = partner-42
      role_session_name = partner
      [profile from-environment]
      role_arn = arn:aws:iam::111122223333:role/Chained
      credential_source = Environment
      role_session_name = env
      [profile from-container]
      role_arn = arn:aws:iam::111122223333:role/Chained
      credential_source = EcsContainer
      role_session_name = ecs
      [profile from-instance]
      role_arn = arn:aws:iam::111122223333:role/Chained
      credential_source = Ec2InstanceMetadata
      role_session_name = ec2
      [profile source-has-both]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = itself
      role_session_name = both
      [profile itself]
      role_arn = arn:aws:iam::111122223333:role/Long
      source_profile = itself
      role_session_name = itself
      [profile token]
      role_arn = arn:aws:iam::111122223333:role/Deploy
      web_identity_token_file = %1$s/token
      duration_seconds = 900
      role_session_name = web
      [profile role-of-token]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = token
      role_session_name = after-web
      [profile sso]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Admin
      [sso-session corp]
      sso_region = eu-west-1
      sso_start_url = https://corp.awsapps.com/start
      sso_registration_scopes = sso:account:access
      [profile sso-legacy]
      sso_region = eu-west-1
      sso_start_url = https://old.awsapps.com/start
      sso_account_id = 111122223333
      sso_role_name = Admin
      [profile sso-expired]
      sso_region = eu-west-1
      sso_start_url = https://expired.awsapps.com/start
      sso_account_id = 111122223333
      sso_role_name = Admin
      [profile sso-incomplete]
      sso_role_name = Admin
      sso_start_url = https://old.awsapps.com/start
      [profile sso-no-session]
      sso_session = missing
      sso_account_id = 111122223333
      sso_role_name = Admin
      [profile a]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = b
      [profile b]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = c
      [profile c]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = b
      [profile self-without-keys]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = self-without-keys
      [profile two-sources]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = base
      credential_source = Environment
      [profile no-source]
      role_arn = arn:aws:iam::111122223333:role/Chained
      [profile missing-source]
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = nobody
      [profile odd-source]
      role_arn = arn:aws:iam::111122223333:role/Chained
      credential_source = Moon
      [profile half]
      aws_access_key_id = AKIAHALF
      [profile bad-process]
      credential_process = %1$s/bad
      [profile failing-process]
      credential_process = %1$s/failing
      [profile services]
      services = local
      role_arn = arn:aws:iam::111122223333:role/Chained
      source_profile = base
      role_session_name = services
      [services local]
      sts =
        endpoint_url = %2$s
      s3 =
        endpoint_url = http://127.0.0.1:1
      """;

  private static final String CREDENTIALS =
      """
      [default]
      aws_access_key_id = AKIAIOSFODNN7ROLECAL
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY

      [base]
      aws_access_key_id = AKIAIOSFODNN7ROLECAL
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
      [itself]
      aws_access_key_id = AKIAIOSFODNN7ROLECAL
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
      [both]
      aws_access_key_id = AKIAWINS
      aws_secret_access_key = wins
      aws_session_token = wins-too
      [process-and-credentials]
      aws_access_key_id = AKIACREDENTIALS
      aws_secret_access_key = c
      [only-here]
        aws_access_key_id = AKIAINDENTED
        aws_secret_access_key = i
      """;

  private static final String KEYS =
      "\"AccessKeyId\":\"AKIAIOSFODNN7ROLECAL\","
          + "\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY\"";

  /**
   * Does what {@code aws configure export-credentials} does, which older versions of the CLI lack,
   * with the endpoint variables, which older versions of botocore lack.
   */
  private static final String BOTOCORE =
      """
      import botocore.session, json, os, sys
      class Session(botocore.session.Session):
          def create_client(self, service, *arguments, **options):
              url = os.environ.get("AWS_ENDPOINT_URL_" + service.upper())
              if url:
                  options["endpoint_url"] = url
              return super().create_client(service, *arguments, **options)
      session = Session(profile=sys.argv[1])
      credentials = session.get_credentials()
      frozen = credentials.get_frozen_credentials()
      answer = {"Version": 1, "AccessKeyId": frozen.access_key,
                "SecretAccessKey": frozen.secret_key, "SessionToken": frozen.token}
      end = getattr(credentials, "_expiry_time", None)
      if end:
          answer["Expiration"] = end.isoformat()
      print(json.dumps(answer))
      """;

  @TempDir private Path home;

  private final Map<String, String> environment = new HashMap<>();
  private String reason = "";
  private FakeAws aws;
  private StandIn machine;
  private StandIn portal;

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.start();
    machine = StandIn.plainHttp(BotocoreComparisonTest::machine);
    portal = new StandIn(BotocoreComparisonTest::machine);
    Path folder = Files.createDirectories(home.resolve(".aws/sso/cache"));
    write(home.resolve(".aws/config"), CONFIG.formatted(home, aws.url()));
    write(home.resolve(".aws/credentials"), CREDENTIALS);
    write(home.resolve("token"), aws.gitHubJob().idToken("sts.amazonaws.com"));
    Programs.script(
        home,
        "my program",
        "echo '{\"Version\":1,\"AccessKeyId\":\"AKIAPROCESS\",\"SecretAccessKey\":\"'\"$1\"'\","
            + "\"SessionToken\":\"'\"$2\"'\",\"Expiration\":\"2099-11-20T21:00:00Z\"}'");
    Programs.script(home, "bad", "echo '{\"Version\":2,\"AccessKeyId\":\"A\"}'");
    Programs.script(home, "failing", "echo 'no luck' >&2; exit 7");
    // The file names are the SHA-1 of corp, and of the two start URLs.
    login(folder, "corp", "2099-01-01T00:00:00Z");
    login(folder, "https://old.awsapps.com/start", "2099-01-01T00:00:00UTC");
    login(folder, "https://expired.awsapps.com/start", "2020-01-01T00:00:00Z");
    environment.putAll(
        Map.of(
            "HOME",
            home.toString(),
            "PATH",
            System.getenv("PATH"),
            "AWS_REGION",
            "us-east-1",
            "AWS_DEFAULT_REGION",
            "us-east-1",
            "AWS_ACCESS_KEY_ID",
            "AKIAIOSFODNN7ROLECAL",
            "AWS_SECRET_ACCESS_KEY",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY",
            "AWS_ENDPOINT_URL_SSO",
            portal.url().toString(),
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            machine.url() + "/ecs?x=1",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "container-token",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            machine.url() + "/"));
  }

  @AfterEach
  void stop() {
    aws.close();
    machine.close();
    portal.close();
  }

  private static void login(Path folder, String key, String end) throws IOException {
    write(
        folder.resolve(Sha1.of(key) + ".json"),
        "{\"startUrl\":\"u\",\"region\":\"eu-west-1\",\"accessToken\":\""
            // The portal rejects an expired token; older versions of botocore rely on that.
            + (end.startsWith("2020") ? "old-token" : "sso-token")
            + "\",\"expiresAt\":\""
            + end
            + "\"}");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, UTF_8);
  }

  /** Answers as an instance, a container and SSO do, and rejects what they reject. */
  private static StandIn.Said machine(StandIn.Asked asked) {
    String target = asked.method() + " " + asked.target();
    boolean imds = asked.header("X-aws-ec2-metadata-token").equals(Optional.of("imds-token"));
    String roles = "GET /latest/meta-data/iam/security-credentials/";
    if (target.equals("PUT /latest/api/token")
        && asked.header("X-aws-ec2-metadata-token-ttl-seconds").isPresent()) {
      return new StandIn.Said(200, "imds-token");
    }
    if (imds && target.equals(roles)) {
      return new StandIn.Said(200, "instance-role");
    }
    String answer =
        "{\"Code\":\"Success\","
            + KEYS
            + ",\"Token\":\"\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";
    if (imds && target.equals(roles + "instance-role")) {
      return new StandIn.Said(200, answer);
    }
    if (target.equals("GET /ecs?x=1")
        && asked.header("Authorization").equals(Optional.of("container-token"))) {
      return new StandIn.Said(200, answer);
    }
    boolean sso = asked.header("x-amz-sso_bearer_token").equals(Optional.of("sso-token"));
    if (sso
        && asked.target().startsWith("/federation/credentials?")
        && asked.target().contains("role_name=Admin")
        && asked.target().contains("account_id=111122223333")) {
      return new StandIn.Said(
          200,
          "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\","
              + "\"sessionToken\":\"t\",\"expiration\":4070908800000}}");
    }
    return new StandIn.Said(asked.target().startsWith("/federation") ? 401 : 404, "{}");
  }

  private Host host() {
    return TestHost.at(home, environment);
  }

  private SessionCredentials ours(String profile) {
    Network network = Networks.at(aws.url());
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      return new AmbientCredentials(
              host(), new RecordingConsole(), network, Networks.ONCE, sts, "ours")
          .ofProfile(profile);
    }
  }

  /** Returns the output of botocore; empty when it fails. */
  private Optional<String> theirs(String profile) {
    var variables = new HashMap<>(environment);
    variables.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    variables.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    variables.put("AWS_MAX_ATTEMPTS", "1");
    try {
      return Optional.of(Botocore.run(home, variables, BOTOCORE, profile));
    } catch (CredentialsException e) {
      reason = e.problem().message(io.github.rolecall.option.FrontEnd.COMMAND);
      return Optional.empty();
    }
  }

  /** Returns the requests to STS without generated session names. */
  private List<Map<String, String>> questions(List<Call> calls) {
    return calls.stream()
        .filter(call -> call.name().startsWith("Assume"))
        .<Map<String, String>>map(
            call -> {
              var parameters = new TreeMap<String, String>(call.parameters());
              // The CLI leaves out the default; Rolecall always sends it.
              parameters.putIfAbsent("DurationSeconds", "3600");
              parameters.computeIfPresent(
                  "RoleSessionName",
                  (key, name) -> name.matches("ours|botocore-session-\\d+") ? "(standard)" : name);
              return parameters;
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys-in-config",
        "quoted name",
        "both",
        "process",
        "process-and-keys",
        "process-and-credentials",
        "only-here",
        "sso",
        "sso-legacy",
        "base"
      })
  void theSameKeys(String profile) {
    SessionCredentials ours = ours(profile);
    Botocore.assumeInstalled();
    SessionCredentials theirs =
        CredentialsJson.read(
                theirs(profile).orElseGet(() -> fail(reason)), "SessionToken", "botocore")
            .orElseThrow();
    assertEquals(theirs.accessKeyId(), ours.accessKeyId());
    assertEquals(theirs.secretAccessKey(), ours.secretAccessKey());
    assertEquals(theirs.sessionToken(), ours.sessionToken());
    assertEquals(theirs.expires(), ours.expires());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "role",
        "chain",
        "external",
        "from-environment",
        "from-container",
        "from-instance",
        "source-has-both",
        "itself",
        "token",
        "role-of-token",
        "services"
      })
  void theSameQuestionsToSts(String profile) {
    SessionCredentials ours = ours(profile);
    assertTrue(ours.sessionToken().isPresent());
    List<Map<String, String>> asked = questions(aws.calls());
    assertFalse(asked.isEmpty());
    Botocore.assumeInstalled();
    assertTrue(theirs(profile).isPresent(), () -> reason);
    List<Map<String, String>> all = questions(aws.calls());
    assertEquals(all.subList(asked.size(), all.size()), asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "self-without-keys",
        "two-sources",
        "no-source",
        "missing-source",
        "odd-source",
        "half",
        "bad-process",
        "failing-process",
        "sso-expired",
        "sso-incomplete",
        "sso-no-session",
        "nobody"
      })
  void whatTheyRefuseWeRefuse(String profile) {
    boolean refused = false;
    try {
      ours(profile);
    } catch (CredentialsException e) {
      refused = true;
    }
    assertTrue(refused);
    assertEquals(List.of(), questions(aws.calls()));
    Botocore.assumeInstalled();
    assertEquals(Optional.empty(), theirs(profile));
  }

  @Test
  void theSecretOfAValueKeepsWhatLooksLikeAComment() {
    assertEquals(new Secret("secret = with # signs"), ours("keys-in-config").secretAccessKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = value\n",
        "[a]\nno value\n",
        "[a]\nk = 1\nk = 2\n",
        "[a]\nk = 1\n[a]\nl = 2\n",
        "[a\nk = v\n",
        "[a]\nk =\n  not nested\n"
      })
  void filesThatTheyCannotReadWeCannotRead(String text) throws IOException {
    write(home.resolve(".aws/config"), text);
    boolean refused = false;
    try {
      ours("base");
    } catch (CredentialsException e) {
      refused = e.problem().code().equals("aws-file-syntax");
    }
    assertTrue(refused);
    Botocore.assumeInstalled();
    assertEquals(Optional.empty(), theirs("base"));
  }
}
