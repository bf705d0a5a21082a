package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.FrontEnd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a value that cannot be a key is rejected, and that keys of compatible services are
 * accepted.
 */
class CredentialShapeTest {
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
  private static final String SESSION =
      "IQoJb3JpZ2luX2VjEa+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/"
          + "a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/"
          + "a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+/a+==";

  private static String refused(CredentialShape shape, String value) {
    var problem =
        Thrown.problem(
            IdentityProblem.Malformed.class, () -> shape.check(new Given(value, "the place")));
    for (FrontEnd words : FrontEnd.values()) {
      String message = problem.message(words);
      assertTrue(message.contains("the place"), message);
      for (int end = 4; end <= value.strip().length(); end++) {
        String part = value.strip().substring(0, end);
        boolean ours = "AKIA...".startsWith(part) || "ASIA...".startsWith(part);
        assertFalse(!ours && end >= 8 && message.contains(part), message);
      }
    }
    return problem.probably();
  }

  private static void accepted(CredentialShape shape, String value) {
    assertEquals(value, shape.check(new Given(" " + value + "\n", "the place")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        "ASIAIOSFODNN7EXAMPLE",
        "AKIAAMBIENT000000001",
        // Keys of MinIO, Ceph, R2, OCI, Scaleway, Google, Storj, Alibaba, Tencent, OpenStack, and
        // tests.
        "minioadmin",
        "my-app.user@example_1",
        "023d31f34dfb4ac6b4cd6ec3e0b9f3a1",
        "d11ab4c9e0f2a35d7b9c1e8f60a4b2c3d5e7f901",
        "SCWXXXXXXXXXXXXXXXXX",
        "GOOG1EX4MPLEX4MPLEX4MPLEX4MPLEX4MPLEX4MPLEX4MPLEX4MPLEX4MPLE12",
        "jx4m2plejx4m2plejx4m2plejx4a",
        "LTAI5tExampleExample1234",
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        "test:tester",
        "s3",
        "A"
      })
  void anAccessKeyIdIsAccepted(String id) {
    accepted(CredentialShape.ACCESS_KEY_ID, id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "s",
        "minioadmin",
        "ambientSecret00000000000000000000000000001",
        "correct horse battery staple",
        "p@ss,w0rd'with\"everything#;:!",
        "0f9d5a1c0f9d5a1c0f9d5a1c0f9d5a1c0f9d5a1c0f9d5a1c0f9d5a1c0f9d5a1c",
        "7c1d5f2e-1a2b-4c3d-8e9f-0a1b2c3d4e5f",
        "/begins/with/a/slash+and=ends==",
        "pässwörter"
      })
  void aSecretAccessKeyIsAccepted(String key) {
    accepted(CredentialShape.SECRET_ACCESS_KEY, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IQoJb3JpZ2luX2VjE+/==", "sessionToken1==", "t", JWT})
  void aSessionTokenIsAccepted(String token) {
    accepted(CredentialShape.SESSION_TOKEN, token);
  }

  @ParameterizedTest
  @ValueSource(strings = {JWT, "gar.ba.ge", "opaque_~token+/="})
  void aWebIdentityTokenIsAccepted(String token) {
    accepted(CredentialShape.WEB_IDENTITY_TOKEN, token);
  }

  static Stream<String> neverKeys() {
    return Stream.of(
        "***",
        "[MASKED]",
        "${{ secrets.AWS_KEY }}",
        "${AWS_KEY}",
        "$AWS_KEY",
        "%AWS_KEY%",
        "{{ .Values.key }}",
        "<your key>",
        "$(cat key)",
        "\"" + ID + "\"",
        "'" + KEY + "'",
        "`" + KEY + "`",
        "{\"AccessKeyId\": \"" + ID + "\"}",
        "aws_access_key_id = " + ID,
        "export AWS_SECRET_ACCESS_KEY=" + KEY,
        "AWS_SESSION_TOKEN=" + SESSION,
        "SecretAccessKey: " + KEY,
        "Access key ID: " + ID,
        "first\nsecond",
        "User Name,Access key ID,Secret access key\nci," + ID + "," + KEY,
        ID + "\t" + KEY,
        "a\u0000b",
        "a\u200bb",
        "a\u0085b",
        "\u202e" + ID,
        "a\u00a0b");
  }

  @ParameterizedTest
  @MethodSource("neverKeys")
  void whatNoValueIsIsRefused(String value) {
    for (CredentialShape shape : CredentialShape.values()) {
      refused(shape, value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        "ambientSecret00000000000000000000000000001",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY",
        "qWertyUiopAsdfghJklzxcvbnmQwertyuiopasdF",
        JWT,
        SESSION,
        ID + "," + KEY,
        "ci," + ID + "," + KEY,
        ID + ":" + KEY,
        ID + ";" + KEY,
        ID + "|" + KEY,
        "minioadmin:" + KEY,
        "minio,secret",
        "a b",
        "/run/secrets/key",
        "./key",
        "~/key",
        "C:\\key",
        "a=b",
        "sch\u00fcssel",
        ID + "!"
      })
  void whatIsNoAccessKeyIdIsRefused(String value) {
    refused(CredentialShape.ACCESS_KEY_ID, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        "ASIAIOSFODNN7EXAMPLE",
        JWT,
        SESSION,
        ID + "," + KEY,
        "ci," + ID + "," + KEY,
        ID + ":" + KEY,
        KEY + "," + ID
      })
  void whatIsNoSecretAccessKeyIsRefused(String value) {
    refused(CredentialShape.SECRET_ACCESS_KEY, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "a b", "a,b", "a\"b", "<html>", "t\u00f6ken"})
  void whatIsNoTokenIsRefused(String value) {
    refused(CredentialShape.SESSION_TOKEN, value);
    refused(CredentialShape.WEB_IDENTITY_TOKEN, value);
  }

  @Test
  void exchangedKeysAreToldAsSuch() {
    assertTrue(refused(CredentialShape.ACCESS_KEY_ID, KEY).contains("swapped"));
    assertTrue(refused(CredentialShape.SECRET_ACCESS_KEY, ID).contains("swapped"));
    assertTrue(refused(CredentialShape.ACCESS_KEY_ID, ID + "," + KEY).contains("CSV"));
    assertTrue(refused(CredentialShape.ACCESS_KEY_ID, "'" + ID + "'").contains("quotes"));
  }

  @ParameterizedTest
  @EnumSource(CredentialShape.class)
  void longTextsAreLookedAtFast(CredentialShape shape) {
    for (String text : List.of("a".repeat(100_000), "aA1/".repeat(25_000), "AKIA".repeat(25_000))) {
      try {
        shape.check(new Given(text, "the place"));
      } catch (CredentialsException e) {
        assertEquals("not-a-credential", e.problem().code());
      }
      CredentialShape.shown(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "ASIAIOSFODNN7EXAMPLE", "ASIAEXAMPLE000000001"})
  void anAccessKeyIdOfAwsIsShown(String id) {
    assertEquals(id, CredentialShape.shownKeyId(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, "minioadmin", "s3cretPassw0rd", "AKIA,SECRET", ""})
  void nothingElseIsShownAsOne(String text) {
    assertEquals("(not shown: not an AWS access key id)", CredentialShape.shownKeyId(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        KEY,
        JWT,
        "x=" + ID,
        "key " + KEY,
        "http://user:password@host",
        "Bearer " + JWT
      })
  void aSecretWhereNoneBelongsIsNotShown(String text) {
    assertEquals("(not shown)", CredentialShape.shown(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "us-moon-1",
        "arn:aws:iam::111122223333:role/ProductionDeploymentRoleForServiceA1xyzAbc",
        "https://oidc.example.com/Project1/Environment2/Deployment3/Abcdef",
        "0123456789abcdef0123456789abcdef01234567",
        "deploy/Environments1/credentials/production.env"
      })
  void everythingElseIs(String text) {
    assertEquals(text, CredentialShape.shown(text));
  }
}
