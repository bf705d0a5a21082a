package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every row about a key of a profile by reading the profile with and without it. */
class ComingFromProfilesTest {
  private static final String TABLE = "Keys of a profile";

  /** How the code reads a key of a profile. */
  private static final Pattern OF_PROFILE =
      Pattern.compile(
          "(?:value|given|has|required|containsKey)\\(\"([a-z0-9_]+)\""
              + "|said\\(\"AWS_[A-Z0-9_]+\", \"([a-z0-9_]+)\"\\)");

  /** How the plan reads a key from the files. */
  private static final Pattern OF_FILES =
      Pattern.compile("\\(\\w+, \"([a-z_]+)\"\\)|said\\(\"AWS_[A-Z_]+\", \"([a-z_]+)\"\\)");

  /**
   * A key in use.
   *
   * @param beside the rest of the profile
   * @param expected text that appears only with the key
   */
  private record Use(String beside, String value, String expected) {}

  private static final String KEYS =
      "aws_access_key_id = "
          + Observation.KEY
          + "\naws_secret_access_key = "
          + Observation.SECRET
          + "\n";
  private static final String CHAINED = "role_arn = arn:aws:iam::111122223333:role/Chained\n";
  private static final String SOURCE = "[profile base]\n" + KEYS;
  private static final String BY_BASE = CHAINED + "source_profile = base\n" + SOURCE;
  private static final String BY_INSTANCE = CHAINED + "credential_source = Ec2InstanceMetadata\n";
  private static final String ACCOUNT = "sso_account_id = 111122223333\n";
  private static final String SSO_ROLE = "sso_role_name = Admin\n";
  private static final String START = "sso_start_url = corp\n";
  private static final String SSO_REGION = "sso_region = eu-west-1\n";
  private static final String SESSION = "[sso-session corp]\n" + START + SSO_REGION;

  private static final Map<String, Use> USES =
      Map.ofEntries(
          use("aws_access_key_id", after("aws_access_key_id"), Observation.KEY, "user/ci"),
          use("aws_secret_access_key", before("aws_secret"), Observation.SECRET, "user/ci"),
          use("aws_session_token", KEYS, "t", " token"),
          use("aws_security_token", KEYS, "t", " token"),
          use(
              "role_arn",
              "source_profile = base\n" + SOURCE,
              "arn:aws:iam::111122223333:role/Chained",
              "RoleArn=arn:aws:iam::111122223333:role/Chained"),
          use("source_profile", CHAINED + SOURCE, "base", "assumed-role/Chained"),
          use("credential_source", CHAINED, "EcsContainer", "assumed-role/Chained"),
          use(
              "web_identity_token_file",
              "role_arn = arn:aws:iam::111122223333:role/Deploy\n",
              "token",
              "assumed-role/Deploy"),
          use("role_session_name", BY_BASE, "mine", "RoleSessionName=mine"),
          use("external_id", BY_BASE, "partner", "ExternalId=partner"),
          use("duration_seconds", BY_BASE, "1800", "DurationSeconds=1800"),
          use("mfa_serial", BY_BASE, "arn:aws:iam::111122223333:mfa/jane", "TokenCode=123456"),
          use("credential_process", "", "./program", "user/ci"),
          use("sso_session", ACCOUNT + SSO_ROLE + SESSION, "corp", "https://portal.sso.eu-west-1"),
          use("sso_account_id", SSO_ROLE + START + SSO_REGION, "1234", "account_id=1234"),
          use("sso_role_name", ACCOUNT + START + SSO_REGION, "Admin", "role_name=Admin"),
          use(
              "sso_start_url",
              ACCOUNT + SSO_ROLE + SSO_REGION,
              "corp",
              "asks GET https://portal.sso"),
          use("sso_region", ACCOUNT + SSO_ROLE + START, "eu-west-2", "portal.sso.eu-west-2"),
          use("login_session", "", "arn:aws:iam::111122223333:user/jane", "aws login"),
          use("region", KEYS, "eu-west-3", "region eu-west-3"),
          use("endpoint_url", KEYS, "http://127.0.0.1:2", "endpoint http://127.0.0.1:2"),
          use(
              "services",
              KEYS + "[services local]\nsts =\n  endpoint_url = http://127.0.0.1:3\n",
              "local",
              "endpoint http://127.0.0.1:3"),
          use(
              "ignore_configured_endpoint_urls",
              KEYS + "endpoint_url = http://127.0.0.1:2\n",
              "true",
              "endpoint standard"),
          use("use_fips_endpoint", KEYS, "true", "fips true"),
          use("use_dualstack_endpoint", KEYS, "true", "dualstack true"),
          use("ca_bundle", KEYS, "ca.pem", "trusts HOME/ca.pem"),
          use(
              "ec2_metadata_service_endpoint",
              BY_INSTANCE,
              "http://127.0.0.1:9",
              "asks PUT http://127.0.0.1:9/latest/api/token"),
          use("ec2_metadata_service_endpoint_mode", BY_INSTANCE, "IPv6", "http://[fd00:ec2::254]/"),
          use("metadata_service_timeout", BY_INSTANCE, "7", "for PT7S"));

  private static Map.Entry<String, Use> use(
      String key, String beside, String value, String expected) {
    return Map.entry(key, new Use(beside, value, expected));
  }

  /** Returns the keys without the given one. */
  private static String after(String key) {
    return KEYS.replaceFirst(key + " = .*\n", "");
  }

  private static String before(String key) {
    return KEYS.substring(0, KEYS.indexOf(key));
  }

  @TempDir Path home;

  static List<Row> rows() {
    return ComingFrom.rows(TABLE);
  }

  private String observed(String line, String beside) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".aws/sso/cache"));
    String region = line.startsWith("region") ? "" : "region = us-east-1\n";
    Files.writeString(
        home.resolve(".aws/config"), "[profile p]\n" + line + "\n" + region + beside, UTF_8);
    // The session name and the start URL are equal here.
    Observation.loggedIn(folder, "corp");
    Path program =
        Files.writeString(
            home.resolve("program"),
            "#!/bin/sh\necho '{\"Version\":1,\"AccessKeyId\":\""
                + Observation.KEY
                + "\",\"SecretAccessKey\":\""
                + Observation.SECRET
                + "\"}'\n",
            UTF_8);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Observation.of(
        home,
        Map.of("PATH", "/bin:/usr/bin", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"),
        Map.of(Input.SOURCE_PROFILE, "p"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theKeyDoesWhatItsRowSays(Row row) throws IOException {
    switch (row.here()) {
      case "read", "refused" -> {
        Use use = USES.get(row.what());
        assertTrue(use != null, "nothing shows that " + row + " is " + row.here());
        String with = observed(row.what() + " = " + use.value(), use.beside());
        assertTrue(with.contains(use.expected()), with);
        assertFalse(observed("# without it", use.beside()).contains(use.expected()));
        assertEquals(row.here().equals("refused"), row.what().equals("login_session"));
      }
      case "not read" -> {
        // s3 is a section with nested keys.
        String line = row.what() + (row.what().equals("s3") ? " =\n  a = " : " = ");
        for (String beside : List.of(BY_BASE, BY_INSTANCE)) {
          assertEquals(observed("# without it", beside), observed(line + "true", beside));
        }
        assertEquals(observed("# without it", BY_BASE), observed(line + "7", BY_BASE));
      }
      default -> throw new AssertionError("neither read nor not read: " + row.here());
    }
  }

  @Test
  void everyKeyIsThereOnce() throws IOException {
    var rows = new TreeMap<String, String>();
    rows().forEach(row -> assertEquals(null, rows.put(row.what(), row.here()), row.what()));
    var read = new TreeSet<String>();
    rows.forEach(
        (key, here) -> {
          if (!here.equals("not read")) {
            read.add(key);
          }
        });
    assertEquals(new TreeSet<>(USES.keySet()), read, "keys in rows, compared with the tested keys");
    assertEquals(read, keysOfTheCode(), "keys in rows, compared with those in the code");
  }

  /** Returns every profile key that the code reads. */
  private static Set<String> keysOfTheCode() throws IOException {
    Path main = Path.of("../core/src/main/java/io/github/rolecall");
    Set<String> keys = SourceText.found(main.resolve("aws"), OF_PROFILE);
    keys.addAll(SourceText.found(main.resolve("assume/plan"), OF_FILES));
    // It does not affect credentials. SsoCommandTest shows that it affects a sign-in.
    assertTrue(keys.remove("sso_registration_scopes"), "the scan does not find it");
    return keys;
  }
}
