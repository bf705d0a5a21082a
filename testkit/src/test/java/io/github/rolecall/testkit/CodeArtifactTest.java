package io.github.rolecall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the tokens of CodeArtifact, and of the Maven repositories that require them. */
class CodeArtifactTest {
  private static final String HOST = "codeartifact.eu-central-1.amazonaws.com";
  private static final String REPOSITORY =
      "acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com";
  private static final String FILE = "/maven/releases/com/acme/lib/1/lib-1.jar";
  private static final SigV4 USER =
      new SigV4(
          Client.USER.accessKeyId(),
          Client.USER.secretAccessKey(),
          Optional.empty(),
          "eu-central-1",
          "codeartifact");

  private final FakeAws aws = FakeAws.start();
  private final Wire wire = new Wire(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  private Wire.Answer token(SigV4 signer, String query) throws IOException {
    return wire.signed(
        signer,
        "POST",
        URI.create("https://" + HOST + "/v1/authorization-token?" + query),
        Map.of(),
        "");
  }

  private Wire.Answer maven(
      String method, String host, String path, String authorization, String body)
      throws IOException {
    return wire.send(method, host, path, Map.of("Authorization", authorization), body);
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private String issued() throws IOException {
    Wire.Answer answer = token(USER, "domain=acme&domain-owner=111122223333&duration=900");
    assertEquals(200, answer.status(), answer.body());
    return answer.member("authorizationToken");
  }

  @Test
  void aTokenIsASecretAndOpensTheRepositoriesOfItsDomain() throws IOException {
    String token = issued();
    assertTrue(aws.secrets().contains(token));
    aws.mavenRepositories()
        .add("acme-111122223333.eu-central-1", "releases/com/acme/lib/1/lib-1.jar", new byte[] {1});
    for (String way : new String[] {basic("aws", token), "Bearer " + token}) {
      assertEquals("\1", maven("GET", REPOSITORY, FILE, way, "").body());
    }
    assertEquals(
        "bf8b4530d8d246dd74ac53a13471bba17941dff7",
        maven("GET", REPOSITORY, FILE + ".sha1", basic("aws", token), "").body());
    assertEquals(404, maven("GET", REPOSITORY, FILE + ".asc", basic("aws", token), "").status());
    assertEquals(201, maven("PUT", REPOSITORY, FILE, basic("aws", token), "new").status());
    assertEquals("new", maven("GET", REPOSITORY, FILE, basic("aws", token), "").body());
    assertEquals(405, maven("DELETE", REPOSITORY, FILE, basic("aws", token), "").status());
    assertEquals(
        "new",
        new String(
            aws.mavenRepositories()
                .file("acme-111122223333.eu-central-1", "releases/com/acme/lib/1/lib-1.jar")
                .orElseThrow(),
            UTF_8));
  }

  @Test
  void nothingElseOpensThem() throws IOException {
    String token = issued();
    String other = REPOSITORY.replace("acme", "other");
    assertEquals(401, maven("GET", other, FILE, basic("aws", token), "").status());
    assertEquals(401, maven("GET", REPOSITORY, FILE, basic("me", token), "").status());
    assertEquals(401, maven("GET", REPOSITORY, FILE, basic("aws", token + "x"), "").status());
    assertEquals(401, maven("GET", REPOSITORY, FILE, "Digest x", "").status());
    assertEquals(401, wire.send("GET", REPOSITORY, FILE, Map.of(), "").status());
    aws.codeArtifact().longestToken(Duration.ZERO);
    assertEquals(401, maven("GET", REPOSITORY, FILE, basic("aws", issued()), "").status());
  }

  @ParameterizedTest
  @CsvSource({
    "domain=missing&domain-owner=111122223333, 404, ResourceNotFoundException",
    "domain=denied&domain-owner=111122223333, 403, AccessDeniedException",
    "domain=A&domain-owner=111122223333, 400, ValidationException",
    "domain=acme&domain-owner=1, 400, ValidationException",
    "domain=acme&duration=899, 400, ValidationException",
    "domain=acme&duration=43201, 400, ValidationException",
    "domain=acme&duration=x, 400, ValidationException",
    "domain=acme&duration=0, 200, ''",
    "domain=acme&duration=43200, 200, ''",
  })
  void parametersAreCheckedAsAwsDoes(String query, int status, String code) throws IOException {
    Wire.Answer answer = token(USER, query);
    assertEquals(status, answer.status(), answer.body());
    assertTrue((answer.head() + answer.body()).contains(code), answer.head() + answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "format=npm&repository=shared, 200, /npm/shared/",
    "format=gradle&repository=shared, 400, ValidationException",
    "format=npm&repository=denied-one, 403, AccessDeniedException",
    "format=npm&repository=missing-one, 404, ResourceNotFoundException",
  })
  void repositoriesAreLikeDomains(String query, int status, String expected) throws IOException {
    URI address = URI.create("https://" + HOST + "/v1/repository/endpoint?domain=acme&" + query);
    Wire.Answer answer = wire.signed(USER, "GET", address, Map.of(), "");
    assertEquals(status, answer.status(), answer.body());
    assertTrue((answer.head() + answer.body()).contains(expected), answer.head() + answer.body());
  }

  @Test
  void otherFormatsHaveFilesToo() throws IOException {
    aws.mavenRepositories()
        .add("acme-111122223333.eu-central-1", "shared/simple/left/", "<a>".getBytes(UTF_8));
    String page = "/pypi/shared/simple/left/";
    assertEquals(401, maven("GET", REPOSITORY, page, basic("aws", "x"), "").status());
    Wire.Answer answer = maven("GET", REPOSITORY, page, basic("aws", issued()), "");
    assertEquals("<a>", answer.body());
    assertTrue(answer.head().contains("text/html"), answer.head());
    assertEquals(404, maven("GET", REPOSITORY, "/other/a", basic("aws", issued()), "").status());
  }

  @Test
  void theSignatureIsChecked() throws IOException {
    var forged =
        new SigV4(USER.accessKeyId(), "wrong", Optional.empty(), "eu-central-1", "codeartifact");
    assertEquals(403, token(forged, "domain=acme").status());
    var elsewhere =
        new SigV4(
            USER.accessKeyId(), USER.secretAccessKey(), Optional.empty(), "eu-central-1", "sts");
    assertEquals(403, token(elsewhere, "domain=acme").status());
  }

  @Test
  void theAddressOfARepositoryNamesDomainOwnerAndRegion() throws IOException {
    Wire.Answer answer =
        wire.signed(
            USER,
            "GET",
            URI.create(
                "https://"
                    + HOST
                    + "/v1/repository/endpoint?domain=acme&format=maven&repository=releases"),
            Map.of(),
            "");
    assertEquals("https://" + REPOSITORY + "/maven/releases/", answer.member("repositoryEndpoint"));
  }
}
