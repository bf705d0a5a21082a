package io.github.rolecall.aws.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.http.Http;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Networks;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that requests of any method, with a query and a body, have signatures that AWS accepts. */
class RequestSignerTest {
  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final SessionCredentials KEYS =
      new SessionCredentials(
          "AKIAIOSFODNN7ROLECAL",
          new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY"),
          Optional.empty(),
          Optional.empty());

  private final FakeAws aws = FakeAws.start();
  private final Http http = Networks.http();
  private final RequestSigner signer = new RequestSigner("sts", "us-east-1", KEYS);

  @AfterEach
  void stop() {
    aws.close();
  }

  private Http.Request request(URI address) {
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return new Http.Request("STS", address, headers, Networks.at(aws.url()));
  }

  private static Map<String, String> withMarks() {
    return Map.of("domain", "a b+c/ü", "empty", "");
  }

  @Test
  void theBodyIsSigned() {
    Http.Request post = request(aws.url().resolve("/")).posting(new Secret(BODY));
    Http.Request signed = signer.sign(post, Map.of(), http);
    assertEquals(200, http.ask(signed).status());
    Http.Answer changed = http.ask(signed.posting(new Secret(BODY + "&More=1")));
    assertEquals(403, changed.status(), changed.body());
  }

  @Test
  void theQueryIsSigned() {
    Http.Request get = request(aws.url().resolve("/"));
    var query = new TreeMap<>(withMarks());
    query.put("Action", "GetCallerIdentity");
    query.put("Version", "2011-06-15");
    Http.Answer answer = http.ask(signer.sign(get, query, http));
    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void aHostWithAnUnderscoreIsSigned() {
    URI address = URI.create("http://aws_simulator:4566/v1/token");
    Http.Request signed = signer.sign(request(address), withMarks(), http);
    assertEquals(
        "http://aws_simulator:4566/v1/token?domain=a%20b%2Bc%2F%C3%BC&empty=",
        signed.address().toString());
    assertFalse(signed.headers().keySet().stream().anyMatch("host"::equalsIgnoreCase));
  }
}
