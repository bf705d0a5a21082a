package io.github.rolecall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String TOKEN = "ghij/klmn+opqr-stuv_wxyz.0815";

  private final Secrets secrets = new Secrets();

  /** A text that looks like a secret is hidden, even if the run does not know it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        "--key=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        "key:je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        "(je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY)",
        "Authorization: Basic dXNlcjpwdw==",
        "Basic dXNlcjpwdw==",
        "basic dXNlcjpwdw",
        "authorization: bearer opaque",
        "Authorization: token opaque",
        "\"Authorization\": \"Bearer opaque\"",
        "Proxy-Authorization: Negotiate YII=",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "ghs_0123456789abcdefghijABCDEFGHIJ012345",
        "x-ghr_0123456789abcdefghijABCDEFGHIJ0123",
        "github_pat_11ABCDEFG0123456789_abcdefghijklmnop",
        "glpat-0123456789abcdefghij",
        "glcbt-64_0123456789abcdefghij",
        "gldt-0123456789abcdefghij",
        "npm_0123456789abcdefghijABCDEFGHIJ012345",
        "pul-0123456789abcdef0123456789abcdef01234567",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1r ZXktdjE",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
        "eyJhbGciOiJSUzI1NiJ9",
        "-ASIAQZ4XHN7TJ3EXAMPL",
        "--id=AKIAQZ4XHN7TJ3EXAMPL",
        "IQoJb3JpZ2luX2VjEJ3//////////wEaCXVzLWVhc3QtMSJHMEUCIQ",
        "https://user:pw@proxy",
        "?X-Amz-Signature=0123456789abcdef",
        "Credential=AKIA/20260101, Signature=abc",
        "--password hunter2",
        "--api-key hunter2",
        "-token hunter2",
        "password=hunter2",
        "client_secret: hunter2",
        "{\"access_token\": \"hunter2\"}",
        "{\\\"secretAccessKey\\\":\\\"hunter2\\\"}",
        "DB_PASSWORD='hunter 2'"
      })
  void whatLooksLikeASecretIsNotShown(String secret) {
    String shown = secrets.shown("it is " + secret + " here");
    String values = secret.replaceAll("-----(BEGIN|END)", "");
    for (String part : values.split("[\\s=:\"'\\\\{}(),?]+", -1)) {
      assertTrue(part.isEmpty() || isName(part) || !shown.contains(part), part + " in " + shown);
    }
    assertTrue(shown.startsWith("it is "), shown);
    assertTrue(shown.contains("***"), shown);
  }

  private static boolean isName(String part) {
    return part.matches(
        "(?i)(--?)?(key|basic|bearer|(proxy-)?authorization|token|negotiate|id|password|api-key"
            + "|client_secret|access_token|secretAccessKey|DB_PASSWORD|https|X-Amz-Signature"
            + "|Credential|Signature|-+)");
  }

  /** Sentences of AWS and other services stay unchanged. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "The security token included in the request is expired",
        "The security token included in the request is invalid.",
        "Token expired: current date/time 1764201600 must be before the expiration date/time 17",
        "Incorrect token audience",
        "Couldn't retrieve verification key from your identity provider",
        "User: arn:aws:sts::111122223333:assumed-role/GitHubActionsDeployment0/ALongNameOfASession01"
            + " is not authorized to perform: sts:TagSession on resource:"
            + " arn:aws:iam::111122223333:role/Deploy",
        "No OpenIDConnect provider found in your account for https://gitlab.example.com",
        "Missing a required claim: aud",
        "Basic authentication is required",
        "Proxy authentication: bearer token is missing",
        "SignatureDoesNotMatch: The request signature we calculated does not match",
        "commit 0123456789abcdef0123456789abcdef01234567"
      })
  void sentencesStay(String text) {
    assertEquals(text, secrets.shown(text));
  }

  @ParameterizedTest
  @CsvSource({
    "short,a short b,a *** b",
    "short,shorter,shorter",
    "pw,http user:pw@host,http user:***@host",
    "pw,pwd,pwd",
    "twelve-chars,x twelve-chars y,x *** y",
    "with blank in it,a with blank in it b,a *** b",
    "with blank in it,a with+blank+in+it b,a *** b",
    "with blank in it,a with%20blank%20in%20it b,a *** b",
    "größe/der-tür,a gr%C3%B6%C3%9Fe%2Fder-t%c3%bcr b,a *** b"
  })
  void aKnownSecretIsFound(String secret, String said, String expected) {
    secrets.learn(secret);
    assertEquals(expected, secrets.shown(said));
  }

  @Test
  void aPieceIsFoundToo() {
    secrets.learn(TOKEN);
    assertEquals("a *** b", secrets.shown("a " + TOKEN.substring(3, 15) + " b"));
  }

  @Test
  void whatIsCutOffIsNotShownByHalf() {
    secrets.learn(TOKEN);
    String shown = secrets.shown("x ".repeat(145) + TOKEN);
    assertFalse(shown.contains(TOKEN.substring(0, 8)), shown);
  }

  @Test
  void ourOwnTextHasNoWholeSecret() {
    secrets.learn(TOKEN);
    secrets.learn("AKIAQZ4XHN7TJ3EXAMPL");
    assertEquals(
        "a *** b AKIAQZ4XHN7TJ3EXAMPL", secrets.without("a " + TOKEN + " b AKIAQZ4XHN7TJ3EXAMPL"));
    assertEquals("a " + TOKEN.substring(1), secrets.without("a " + TOKEN.substring(1)));
  }

  @Test
  void variablesAreKnownByTheirNames() {
    secrets.learn(
        Map.of(
            "MY_TOKEN", "opaque-one",
            "MY_TOKEN_FILE", "/run/opaque-two",
            "AWS_ROLE_SESSION_NAME", "opaque-three",
            "SOME_URL", "http://me:opaque-four@host",
            "HTTPS_PROXY", "me:opaque/f%40ive@host:1"));
    assertEquals(
        "*** /run/opaque-two opaque-three *** *** ***",
        secrets.shown(
            "opaque-one /run/opaque-two opaque-three opaque-four opaque/f%40ive opaque/f@ive"));
  }

  @Test
  void theEndOfWhatAProgramSaysIsShown() {
    String shown = secrets.shownEnd("x".repeat(5000) + " this is why", List.of("whyever"));
    assertTrue(shown.startsWith("... x"), shown);
    assertTrue(shown.endsWith(" this is why"), shown);
  }

  @Test
  void itsOwnTextHasNoneOfThem() {
    secrets.learn(TOKEN);
    assertEquals("Secrets[1]", secrets.toString());
  }
}
