package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests every row about a variable or a key of a profile by running the jar in a clean environment.
 * What Rolecall reads changes the host, the request or the credentials; what it does not read
 * changes nothing. A row without a trial fails.
 */
@Tag("long")
class ComingFromIT {
  /**
   * A command that is run with a variable or key, and without it.
   *
   * @param command the command line, with blanks between its words
   * @param variables other variables, as {@code NAME=value}
   * @param profile the rest of the profile {@code p}, and the file after it
   * @param value the value of the variable or key
   * @param expected text that appears only with it; empty if nothing changes
   */
  private record Trial(
      String command, List<String> variables, String profile, String value, String expected) {}

  private static final String ONCE = " --disable-retry";
  private static final String WHOAMI = "whoami" + ONCE;
  private static final String EXPORT = "export" + ONCE;
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String CHAINED_ROLE = "arn:aws:iam::111122223333:role/Chained";

  private static final String REGION = "AWS_REGION=us-east-1";
  private static final String TRUST = "AWS_CA_BUNDLE=<HOME>/ca.pem";
  private static final String PROXY = "HTTPS_PROXY=<PROXY>";
  private static final String NO_INSTANCE = "AWS_EC2_METADATA_DISABLED=true";
  private static final String KEY = "AWS_ACCESS_KEY_ID=" + Observation.KEY;
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY=" + Observation.SECRET;
  private static final String ROLE = "AWS_ROLE_ARN=" + DEPLOY;
  private static final String TOKEN = "AWS_WEB_IDENTITY_TOKEN_FILE=<HOME>/token";
  private static final String SERVER = "AWS_CONTAINER_CREDENTIALS_FULL_URI=<SECURE>/creds";
  private static final String INSTANCE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
  private static final String OTHER_STS = "https://sts.us-west-2.amazonaws.com";
  private static final String ASKED_OTHER_STS = "asked CONNECT sts.us-west-2.amazonaws.com:443";
  private static final String ASKED_STS = "asked CONNECT sts.us-east-1.amazonaws.com:443";
  private static final String BY_KEY = "sent GetCallerIdentity 200 signed by " + Observation.KEY;
  private static final String WITH_TOKEN = "Version=2011-06-15} token";
  private static final String BY_WEB_IDENTITY =
      "sent AssumeRoleWithWebIdentity 200 {Action=AssumeRoleWithWebIdentity, Version=2011-06-15,"
          + " RoleArn="
          + DEPLOY;
  private static final String NOTHING = "sent nothing";

  /** Not a variable: it makes STS answer the first call with 503. */
  private static final String BUSY = "busy once";

  /** The variables of every run, except the one that its row tests. */
  private static final List<String> ALWAYS = List.of(REGION, TRUST, PROXY, NO_INSTANCE);

  private static final Map<String, Trial> VARIABLES =
      Map.ofEntries(
          variable("AWS_REGION", WHOAMI, "eu-west-3", "CONNECT sts.eu-west-3.", KEY, SECRET),
          variable(
              "AWS_DEFAULT_REGION", WHOAMI, "eu-west-3", "CONNECT sts.eu-west-3.", KEY, SECRET),
          variable("AWS_ROLE_ARN", "assume" + ONCE, DEPLOY, "RoleArn=" + DEPLOY, TOKEN),
          variable(
              "AWS_ROLE_SESSION_NAME", "assume" + ONCE, "me", "RoleSessionName=me", TOKEN, ROLE),
          variable("AWS_WEB_IDENTITY_TOKEN_FILE", EXPORT, "<HOME>/token", BY_WEB_IDENTITY, ROLE),
          variable("AWS_ACCESS_KEY_ID", WHOAMI, Observation.KEY, BY_KEY, SECRET),
          variable("AWS_SECRET_ACCESS_KEY", WHOAMI, Observation.SECRET, BY_KEY, KEY),
          variable("AWS_SESSION_TOKEN", WHOAMI, "t", WITH_TOKEN, KEY, SECRET),
          variable("AWS_SECURITY_TOKEN", WHOAMI, "t", WITH_TOKEN, KEY, SECRET),
          variable(
              "AWS_CREDENTIAL_EXPIRATION", WHOAMI, "2020-01-01T00:00:00Z", "exit 1", KEY, SECRET),
          variable("AWS_PROFILE", WHOAMI, "p", BY_KEY),
          variable("AWS_DEFAULT_PROFILE", WHOAMI, "p", BY_KEY),
          variable("AWS_CONFIG_FILE", WHOAMI, "<HOME>/other", BY_KEY),
          variable("AWS_SHARED_CREDENTIALS_FILE", WHOAMI, "<HOME>/other", BY_KEY),
          // No test can listen on 169.254.170.2. .ci/suites/aws-files tests the request to it.
          variable(
              "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
              WHOAMI,
              "/creds",
              "container credentials endpoint"),
          variable(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              WHOAMI,
              "<SECURE>/creds",
              "asked SECURE GET /creds"),
          variable(
              "AWS_CONTAINER_AUTHORIZATION_TOKEN",
              WHOAMI,
              "bearer-x",
              "asked SECURE GET /creds bearer-x",
              SERVER),
          variable(
              "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
              WHOAMI,
              "<HOME>/bearer",
              "asked SECURE GET /creds bearer-of-file",
              SERVER),
          variable("AWS_EC2_METADATA_DISABLED", WHOAMI, "true", NOTHING, INSTANCE + "=<MACHINE>"),
          variable(
              INSTANCE,
              WHOAMI,
              "<MACHINE>",
              "asked MACHINE PUT /latest/api/token",
              "AWS_EC2_METADATA_DISABLED=false"),
          // .ci/suites/aws-files tests whether the IPv6 address is used.
          variable(
              INSTANCE + "_MODE",
              WHOAMI,
              "IPv5",
              NOTHING,
              "AWS_EC2_METADATA_DISABLED=false",
              INSTANCE + "=<MACHINE>"),
          variable(
              "AWS_METADATA_SERVICE_TIMEOUT",
              WHOAMI,
              "60",
              "asked SLOW GET /latest/meta-data/iam/security-credentials/role",
              "AWS_EC2_METADATA_DISABLED=false",
              INSTANCE + "=<SLOW>"),
          variable("AWS_ENDPOINT_URL", WHOAMI, OTHER_STS, ASKED_OTHER_STS, KEY, SECRET),
          variable("AWS_ENDPOINT_URL_STS", WHOAMI, OTHER_STS, ASKED_OTHER_STS, KEY, SECRET),
          variable(
              "AWS_ENDPOINT_URL_SSO_OIDC",
              EXPORT,
              "https://oidc.us-west-2.amazonaws.com",
              "asked CONNECT oidc.us-west-2.amazonaws.com:443",
              "AWS_PROFILE=sso-ended"),
          variable(
              "AWS_ENDPOINT_URL_SSO",
              EXPORT,
              "https://portal.sso.us-west-2.amazonaws.com",
              "asked CONNECT portal.sso.us-west-2.amazonaws.com:443",
              "AWS_PROFILE=sso"),
          variable(
              "AWS_ENDPOINT_URL_IAM",
              "explain --policy-profile p --role-to-assume " + DEPLOY,
              OTHER_STS,
              ASKED_OTHER_STS),
          variable(
              "AWS_ENDPOINT_URL_CODEARTIFACT",
              "codeartifact-token --domain acme",
              OTHER_STS,
              ASKED_OTHER_STS,
              KEY,
              SECRET),
          variable("AWS_ENDPOINT_URL_ECR", "ecr-login", OTHER_STS, ASKED_OTHER_STS, KEY, SECRET),
          variable(
              "AWS_ENDPOINT_URL_ECR_PUBLIC",
              "ecr-login --registry public.ecr.aws",
              OTHER_STS,
              ASKED_OTHER_STS,
              KEY,
              SECRET),
          variable(
              "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
              WHOAMI,
              "true",
              ASKED_STS,
              KEY,
              SECRET,
              "AWS_ENDPOINT_URL=" + OTHER_STS),
          variable(
              "AWS_USE_FIPS_ENDPOINT",
              WHOAMI,
              "true",
              "asked CONNECT sts-fips.us-east-1.amazonaws.com:443",
              KEY,
              SECRET),
          variable(
              "AWS_USE_DUALSTACK_ENDPOINT",
              WHOAMI,
              "true",
              "asked CONNECT sts.us-east-1.api.aws:443",
              KEY,
              SECRET),
          variable("AWS_CA_BUNDLE", WHOAMI, "<HOME>/ca.pem", BY_KEY, KEY, SECRET),
          variable(
              "HTTPS_PROXY",
              WHOAMI,
              "<PROXY>",
              "asked CONNECT AWS",
              KEY,
              SECRET,
              "AWS_ENDPOINT_URL_STS=<AWS>"),
          variable(
              "HTTP_PROXY",
              WHOAMI,
              "<PROXY>",
              "asked CONNECT AWS",
              KEY,
              SECRET,
              "HTTPS_PROXY=",
              "AWS_ENDPOINT_URL_STS=<AWS>"),
          variable(
              "NO_PROXY",
              WHOAMI,
              "localhost",
              "signed by "
                  + Observation.KEY
                  + " {Action=GetCallerIdentity, Version=2011-06-15}\nexit 0",
              KEY,
              SECRET,
              "AWS_ENDPOINT_URL_STS=<AWS>"),
          variable(
              "PULUMI_OIDC_TOKEN",
              "assume --role-to-assume " + DEPLOY + ONCE,
              "<TOKEN>",
              BY_WEB_IDENTITY),
          variable("AWS_STS_REGIONAL_ENDPOINTS", WHOAMI, "legacy", "", KEY, SECRET),
          variable("AWS_MAX_ATTEMPTS", "whoami", "1", "", KEY, SECRET, BUSY),
          variable("AWS_RETRY_MODE", "whoami", "legacy", "", KEY, SECRET, BUSY),
          variable("AWS_DEFAULTS_MODE", "whoami", "mobile", "", KEY, SECRET, BUSY),
          variable("AWS_ACCOUNT_ID", EXPORT, "444455556666", "", TOKEN, ROLE),
          variable("AWS_SDK_LOAD_CONFIG", WHOAMI, "false", "", "AWS_PROFILE=p"),
          variable("AWS_DEFAULT_OUTPUT", WHOAMI, "text", "", KEY, SECRET),
          variable("AWS_PAGER", WHOAMI, "false", "", KEY, SECRET),
          variable("AWS_CLI_AUTO_PROMPT", WHOAMI, "on", "", KEY, SECRET),
          variable("AWS_CLI_FILE_ENCODING", WHOAMI, "UTF-16", "", "AWS_PROFILE=p"),
          variable("AWS_DATA_PATH", WHOAMI, "<HOME>", "", KEY, SECRET),
          variable("AWS_CREDENTIAL_PROFILES_FILE", WHOAMI, "<HOME>", "", "AWS_PROFILE=p"),
          variable("AWS_LOGIN_CACHE_DIRECTORY", EXPORT, "<HOME>", "", "AWS_PROFILE=sso"),
          variable(
              "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
              "whoami",
              "1",
              "",
              "AWS_EC2_METADATA_DISABLED=false",
              INSTANCE + "=<BUSY>"),
          variable(
              "AWS_EC2_METADATA_V1_DISABLED",
              WHOAMI,
              "false",
              "",
              "AWS_EC2_METADATA_DISABLED=false",
              INSTANCE + "=<OLD>"));

  private static final String KEYS =
      "aws_access_key_id = "
          + Observation.KEY
          + "\naws_secret_access_key = "
          + Observation.SECRET
          + "\n";
  private static final String CHAINED = "role_arn = " + CHAINED_ROLE + "\n";
  private static final String SOURCE = "[profile base]\n" + KEYS;
  private static final String BY_BASE = CHAINED + "source_profile = base\n" + SOURCE;
  private static final String BY_INSTANCE = CHAINED + "credential_source = Ec2InstanceMetadata\n";
  private static final String ACCOUNT = "sso_account_id = 111122223333\n";
  private static final String SSO_ROLE = "sso_role_name = Admin\n";
  private static final String START = "sso_start_url = corp\n";
  private static final String SSO_REGION = "sso_region = eu-west-1\n";
  private static final String SSO = ACCOUNT + SSO_ROLE + START + SSO_REGION;
  private static final String ASKED_PORTAL = "asked CONNECT portal.sso.eu-west-1.amazonaws.com:443";

  private static final Map<String, Trial> PROFILE_KEYS =
      Map.ofEntries(
          key("aws_access_key_id", WHOAMI, without("aws_access_key_id"), Observation.KEY, BY_KEY),
          key(
              "aws_secret_access_key",
              WHOAMI,
              without("aws_secret_access_key"),
              Observation.SECRET,
              BY_KEY),
          key("aws_session_token", WHOAMI, KEYS, "t", WITH_TOKEN),
          key("aws_security_token", WHOAMI, KEYS, "t", WITH_TOKEN),
          key(
              "role_arn",
              EXPORT,
              "source_profile = base\n" + SOURCE,
              CHAINED_ROLE,
              "RoleArn=" + CHAINED_ROLE),
          key("source_profile", EXPORT, CHAINED + SOURCE, "base", "sent AssumeRole 200"),
          key("credential_source", EXPORT, CHAINED, "EcsContainer", "sent AssumeRole ", SERVER),
          key(
              "web_identity_token_file",
              EXPORT,
              "role_arn = " + DEPLOY + "\n",
              "<HOME>/token",
              BY_WEB_IDENTITY),
          key("role_session_name", EXPORT, BY_BASE, "mine", "RoleSessionName=mine"),
          key("external_id", EXPORT, BY_BASE, "partner", "ExternalId=partner"),
          key("duration_seconds", EXPORT, BY_BASE, "1800", "DurationSeconds=1800"),
          // On a terminal, the process would ask for the code and wait.
          key(
              "mfa_serial",
              EXPORT,
              BY_BASE,
              "arn:aws:iam::111122223333:mfa/jane",
              NOTHING,
              "CI=true"),
          key("credential_process", WHOAMI, "", "<HOME>/program", BY_KEY),
          key(
              "sso_session",
              EXPORT,
              ACCOUNT + SSO_ROLE + "[sso-session corp]\n" + START + SSO_REGION,
              "corp",
              ASKED_PORTAL),
          key("sso_account_id", EXPORT, SSO_ROLE + START + SSO_REGION, "1234", "account_id=1234"),
          key("sso_role_name", EXPORT, ACCOUNT + START + SSO_REGION, "Admin", "role_name=Admin"),
          key("sso_start_url", EXPORT, ACCOUNT + SSO_ROLE + SSO_REGION, "corp", ASKED_PORTAL),
          key("sso_region", EXPORT, ACCOUNT + SSO_ROLE + START, "eu-west-1", ASKED_PORTAL),
          key("login_session", WHOAMI, "", "arn:aws:iam::111122223333:user/jane", "aws login"),
          key("region", WHOAMI, KEYS, "eu-west-3", "CONNECT sts.eu-west-3."),
          key("endpoint_url", WHOAMI, KEYS, OTHER_STS, ASKED_OTHER_STS),
          key(
              "services",
              WHOAMI,
              KEYS + "[services local]\nsts =\n  endpoint_url = " + OTHER_STS + "\n",
              "local",
              ASKED_OTHER_STS),
          key(
              "ignore_configured_endpoint_urls",
              WHOAMI,
              KEYS + "endpoint_url = " + OTHER_STS + "\n",
              "true",
              ASKED_STS),
          key("use_fips_endpoint", WHOAMI, KEYS, "true", "CONNECT sts-fips.us-east-1."),
          key("use_dualstack_endpoint", WHOAMI, KEYS, "true", "CONNECT sts.us-east-1.api.aws"),
          key("ca_bundle", WHOAMI, KEYS, "<HOME>/ca.pem", BY_KEY, "AWS_CA_BUNDLE"),
          key(
              "ec2_metadata_service_endpoint",
              EXPORT,
              BY_INSTANCE,
              "<MACHINE>",
              "asked MACHINE PUT /latest/api/token",
              "AWS_EC2_METADATA_DISABLED=false"),
          key(
              "ec2_metadata_service_endpoint_mode",
              EXPORT,
              BY_INSTANCE + "ec2_metadata_service_endpoint = <MACHINE>\n",
              "IPv5",
              NOTHING,
              "AWS_EC2_METADATA_DISABLED=false"),
          key(
              "metadata_service_timeout",
              EXPORT,
              BY_INSTANCE + "ec2_metadata_service_endpoint = <SLOW>\n",
              "60",
              "asked SLOW GET /latest/meta-data/iam/security-credentials/role",
              "AWS_EC2_METADATA_DISABLED=false"),
          key("sso_registration_scopes", EXPORT, SSO, "sso:account:access", ""),
          key(
              "metadata_service_num_attempts",
              "export",
              BY_INSTANCE + "ec2_metadata_service_endpoint = <BUSY>\n",
              "1",
              "",
              "AWS_EC2_METADATA_DISABLED=false"),
          key(
              "ec2_metadata_v1_disabled",
              EXPORT,
              BY_INSTANCE + "ec2_metadata_service_endpoint = <OLD>\n",
              "false",
              "",
              "AWS_EC2_METADATA_DISABLED=false"),
          key("sts_regional_endpoints", EXPORT, BY_BASE, "legacy", ""),
          key("aws_account_id", EXPORT, BY_BASE, "444455556666", ""),
          key("account_id_endpoint_mode", EXPORT, BY_BASE, "required", ""),
          key("max_attempts", "whoami", KEYS, "1", "", BUSY),
          key("retry_mode", "whoami", KEYS, "legacy", "", BUSY),
          key("defaults_mode", "whoami", KEYS, "mobile", "", BUSY),
          key("output", EXPORT, BY_BASE, "text", ""),
          key("cli_pager", EXPORT, BY_BASE, "false", ""),
          key("cli_auto_prompt", EXPORT, BY_BASE, "on", ""),
          key("cli_binary_format", EXPORT, BY_BASE, "base64", ""),
          key("cli_timestamp_format", EXPORT, BY_BASE, "none", ""),
          key("cli_history", EXPORT, BY_BASE, "enabled", ""),
          key("cli_follow_urlparam", EXPORT, BY_BASE, "true", ""),
          key("parameter_validation", EXPORT, BY_BASE, "false", ""),
          key("tcp_keepalive", EXPORT, BY_BASE, "true", ""),
          key("sigv4a_signing_region_set", EXPORT, BY_BASE, "*", ""),
          key("sdk_ua_app_id", EXPORT, BY_BASE, "mine", ""),
          key("api_versions", EXPORT, BY_BASE, "\n  sts = 2011-06-15", ""),
          key("s3", EXPORT, BY_BASE, "\n  use_dualstack_endpoint = true", ""));

  @TempDir static Path folder;
  private static ComingFromBed bed;
  private static final Map<Object, String> RUNS = new ConcurrentHashMap<>();

  private static Map.Entry<String, Trial> variable(
      String name, String command, String value, String expected, String... beside) {
    return Map.entry(name, new Trial(command, List.of(beside), "", value, expected));
  }

  private static Map.Entry<String, Trial> key(
      String name,
      String command,
      String profile,
      String value,
      String expected,
      String... variables) {
    return Map.entry(
        name, new Trial(command + " --profile p", List.of(variables), profile, value, expected));
  }

  private static String without(String key) {
    return KEYS.replaceFirst(key + " = .*\n", "");
  }

  @BeforeAll
  static void start() {
    bed = new ComingFromBed(folder);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /**
   * Includes the variable of Pulumi. The runner reads {@code AWS_SKIP_CLEANUP_STEP}, not Rolecall.
   */
  static List<Row> variables() {
    return Stream.concat(
            ComingFrom.rows("Environment variables").stream(),
            ComingFrom.rows("Pulumi").stream().filter(row -> row.here().equals("read")))
        .toList();
  }

  static List<Row> keys() {
    return ComingFrom.rows("Keys of a profile");
  }

  @ParameterizedTest
  @MethodSource("variables")
  void theVariableDoesWhatItsRowSays(Row row) {
    Trial trial = VARIABLES.get(row.what());
    assertTrue(trial != null, "no process shows what " + row + " does");
    String own = KEYS + "region = us-east-1\n";
    String ended = "[profile sso-ended]\n" + SSO.replace("corp", "ended");
    Map<String, String> files = files("[profile p]\n" + own + "[profile sso]\n" + SSO + ended);
    Map<String, String> with = environment(row.what(), trial);
    with.put(row.what(), trial.value());
    assertDoes(
        row, trial, run(trial, with, files), run(trial, environment(row.what(), trial), files));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theKeyDoesWhatItsRowSays(Row row) {
    Trial trial = PROFILE_KEYS.get(row.what());
    assertTrue(trial != null, "no process shows what " + row + " does");
    Map<String, String> environment =
        environment(row.what().equals("region") ? "AWS_REGION" : "", trial);
    String line = row.what() + " = " + trial.value() + "\n";
    assertDoes(
        row,
        trial,
        run(trial, environment, files("[profile p]\n" + line + trial.profile())),
        run(trial, environment, files("[profile p]\n" + trial.profile())));
  }

  private static void assertDoes(Row row, Trial trial, String with, String without) {
    boolean nothing = row.here().equals("not read");
    assertEquals(nothing, trial.expected().isEmpty(), row + " is " + row.here());
    if (nothing) {
      assertEquals(without, with);
      assertFalse(with.startsWith(NOTHING), with);
    } else {
      assertTrue(with.contains(trial.expected()), with);
      assertFalse(without.contains(trial.expected()), without);
    }
  }

  /** Returns the whole environment of a run without the variable. */
  private static Map<String, String> environment(String name, Trial trial) {
    var environment = new HashMap<String, String>();
    Stream.concat(ALWAYS.stream(), trial.variables().stream())
        .filter(line -> line.contains("="))
        .forEach(
            line ->
                environment.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    Stream.of(name, name.equals("AWS_DEFAULT_REGION") ? "AWS_REGION" : "")
        .forEach(environment::remove);
    trial.variables().stream().filter(line -> !line.contains("=")).forEach(environment::remove);
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  private static Map<String, String> files(String config) {
    return Map.of(
        ".aws/config",
        config,
        "other",
        "[default]\n" + KEYS,
        "bearer",
        "bearer-of-file",
        "program",
        "#!/bin/sh\necho '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\"}'\n"
            .formatted(Observation.KEY, Observation.SECRET));
  }

  /** Runs the jar, but only once for equal arguments. */
  private static String run(
      Trial trial, Map<String, String> environment, Map<String, String> files) {
    boolean busy = trial.variables().contains(BUSY);
    List<String> words = List.of(trial.command().split(" ", -1));
    return RUNS.computeIfAbsent(
        List.of(words, environment, files, busy), same -> bed.run(words, environment, files, busy));
  }

  @Test
  void everyTrialHasItsRow() throws IOException {
    assertEquals(names(variables()), new TreeSet<>(VARIABLES.keySet()));
    assertEquals(names(keys()), new TreeSet<>(PROFILE_KEYS.keySet()));
    assertTrue(Files.isRegularFile(Path.of(System.getProperty("rolecall.jar"))));
  }

  private static Set<String> names(List<Row> rows) {
    return rows.stream().map(Row::what).collect(Collectors.toCollection(TreeSet::new));
  }
}
