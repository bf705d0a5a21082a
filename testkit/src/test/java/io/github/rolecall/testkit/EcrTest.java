package io.github.rolecall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the passwords of ECR, and of the registries that require them. */
class EcrTest {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String PRIVATE =
      "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";
  private static final String PUBLIC = "SpencerFrontendService.GetAuthorizationToken";

  private final FakeAws aws = FakeAws.start();
  private final Wire wire = new Wire(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  private static SigV4 signer(String secret, String region, String service) {
    return new SigV4(Client.USER.accessKeyId(), secret, Optional.empty(), region, service);
  }

  private Wire.Answer ask(SigV4 signer, String target, String type, String body)
      throws IOException {
    String host = target.equals(PUBLIC) ? "api.ecr-public" : "api.ecr";
    return wire.signed(
        signer,
        "POST",
        URI.create("https://" + host + "." + signer.region() + ".amazonaws.com/"),
        Map.of("content-type", type, "x-amz-target", target),
        body);
  }

  private String token(String target) throws IOException {
    boolean open = target.equals(PUBLIC);
    Wire.Answer answer =
        ask(
            signer(
                Client.USER.secretAccessKey(),
                open ? "us-east-1" : "eu-central-1",
                open ? "ecr-public" : "ecr"),
            target,
            JSON,
            "{}");
    assertEquals(200, answer.status(), answer.body());
    return answer.member("authorizationToken");
  }

  private Wire.Answer registry(String method, String host, String path, String token, String body)
      throws IOException {
    return wire.send(method, host, path, Map.of("Authorization", "Basic " + token), body);
  }

  @Test
  void aTokenIsASecretAndOpensTheRegistryOfItsAccountAndRegion() throws IOException {
    String token = token(PRIVATE);
    assertTrue(aws.secrets().contains(token));
    String pair = new String(Base64.getDecoder().decode(token), UTF_8);
    assertTrue(pair.startsWith("AWS:") && aws.secrets().contains(pair.substring(4)));
    assertEquals(200, registry("GET", OWN, "/v2/", token, "").status());
    String elsewhere = OWN.replace("eu-central-1", "us-east-1");
    assertEquals(401, registry("GET", elsewhere, "/v2/", token, "").status());
    String others = OWN.replace("111122223333", "444455556666");
    assertEquals(403, registry("GET", others, "/v2/", token, "").status());
    assertEquals(401, registry("GET", "public.ecr.aws", "/v2/", token, "").status());
    assertEquals(401, wire.send("GET", OWN, "/v2/", Map.of(), "").status());
  }

  @Test
  void anImageIsPushedInParts() throws IOException {
    String token = token(PRIVATE);
    Wire.Answer begun = registry("POST", OWN, "/v2/acme/app/blobs/uploads/", token, "");
    String place = begun.field("Location");
    assertEquals(202, registry("PATCH", OWN, place, token, "lay").status());
    assertEquals(202, registry("PATCH", OWN, place, token, "er").status());
    String wrong = place + "?digest=sha256:00";
    assertEquals(400, registry("PUT", OWN, wrong, token, "").status());
    String digest = "sha256:dac1d7cfa95021764849fd102524e141488c5e3a90f861dbb5a12d9ac8584f85";
    assertEquals(201, registry("PUT", OWN, place + "?digest=" + digest, token, "").status());
    assertEquals(200, registry("HEAD", OWN, "/v2/acme/app/blobs/" + digest, token, "").status());
    Wire.Answer manifest = registry("PUT", OWN, "/v2/acme/app/manifests/1", token, "{}");
    assertEquals(201, manifest.status());
    assertEquals(
        manifest.field("Docker-Content-Digest"),
        registry("HEAD", OWN, "/v2/acme/app/manifests/1", token, "")
            .field("Docker-Content-Digest"));
    assertEquals(404, registry("HEAD", OWN, "/v2/acme/app/manifests/2", token, "").status());
    assertEquals(404, registry("GET", OWN, "/v2/_catalog", token, "").status());
    assertEquals(Set.of(OWN + "/acme/app:1"), aws.registry().images());
  }

  @Test
  void thePublicRegistryHasATokenOfItsOwnInOneRegion() throws IOException {
    assertEquals(200, registry("GET", "public.ecr.aws", "/v2/", token(PUBLIC), "").status());
    Wire.Answer refused =
        ask(
            signer(Client.USER.secretAccessKey(), "eu-central-1", "ecr-public"),
            PUBLIC,
            JSON,
            "{}");
    assertEquals(400, refused.status());
    assertEquals("InvalidSignatureException", refused.member("__type"));
  }

  @Test
  void whatIsNotSignedOrNotJsonIsRefused() throws IOException {
    SigV4 forged = signer("wrong", "eu-central-1", "ecr");
    assertEquals("InvalidSignatureException", ask(forged, PRIVATE, JSON, "{}").member("__type"));
    SigV4 right = signer(Client.USER.secretAccessKey(), "eu-central-1", "ecr");
    assertEquals(
        "SerializationException", ask(right, PRIVATE, "text/plain", "{}").member("__type"));
    assertEquals("SerializationException", ask(right, PRIVATE, JSON, "[]").member("__type"));
  }

  /** The signature of docker-maven-plugin, which AWS accepts. */
  @ParameterizedTest
  @CsvSource({"x-amz-date, 200", "x-amz-target, 400", "content-type, 200", "host, 400"})
  void ofTheHeadersTheDateMayBeAddedAfterTheSignature(String later, int status) throws IOException {
    SigV4 signer = signer(Client.USER.secretAccessKey(), "eu-central-1", "ecr");
    URI uri = URI.create("https://api.ecr.eu-central-1.amazonaws.com/");
    var headers = new HashMap<>(Map.of("content-type", JSON, "x-amz-target", PRIVATE));
    headers.putAll(signer.sign("POST", uri, headers, "{}", Instant.now(), Set.of(later)));
    Wire.Answer answer = wire.send("POST", uri.getHost(), "/", headers, "{}");
    assertEquals(status, answer.status(), answer.body());
  }
}
