package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests of the HTTP/1.1 server at the level of bytes. */
class WireTest {
  private static final FakeAws AWS = FakeAws.builder().plainHttp().start();
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void servesSeveralRequestsOnOneConnection() throws IOException {
    String one = "POST / HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 8\r\n\r\nAction=X";
    String two =
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + FORM
            + "Content-Length: 8\r\n\r\nAction=Y";
    String answers = send(one + two);
    assertTrue(answers.contains("operation X for version"));
    assertTrue(answers.contains("operation Y for version"));
  }

  @Test
  void acceptsAbsoluteTargetsFromProxies() throws IOException {
    String body = "Action=Z";
    String answer =
        send(
            "POST http://sts.eu-west-1.amazonaws.com HTTP/1.1\r\nHost: sts.eu-west-1.amazonaws.com\r\nConnection: close\r\n"
                + FORM
                + "Content-Length: 8\r\n\r\n"
                + body);
    assertTrue(answer.contains("operation Z for version"), answer);
    String document =
        send(
            "GET http://127.0.0.1/oidc/gitlab.com/.well-known/openid-configuration HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertTrue(
        document.contains(
            "\"jwks_uri\":\"" + AWS.url() + "/oidc/gitlab.com/oauth/discovery/keys\""),
        document);
  }

  @Test
  void servesIssuersUnderTheirOwnNames() throws IOException {
    String answer =
        send(
            "GET /.well-known/openid-configuration HTTP/1.0\r\nHost: token.actions.githubusercontent.com:443\r\n\r\n");
    assertTrue(
        answer.contains(
            "\"jwks_uri\":\"https://token.actions.githubusercontent.com/.well-known/jwks\""),
        answer);
    String keys =
        send("GET /.well-known/jwks HTTP/1.0\r\nHost: token.actions.githubusercontent.com\r\n\r\n");
    assertTrue(keys.contains(AWS.issuer("github").keyId()));
  }

  @Test
  void readsChunkedBodiesAndContinues() throws IOException {
    String answer =
        send(
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                + FORM
                + "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\nActi\r\n4\r\non=C\r\n0\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400"));
    assertTrue(answer.contains("operation C for version"));
  }

  @Test
  void refusesWhatIsNotHttp() throws IOException {
    assertTrue(send("hello\r\n\r\n").startsWith("HTTP/1.1 400"));
    assertTrue(send("GET ftp://x/ HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400"));
    assertTrue(send("GET / HTTP/1.1\r\nbad header\r\n\r\n").startsWith("HTTP/1.1 400"));
    assertTrue(
        send("POST / HTTP/1.1\r\nContent-Length: 10000001\r\n\r\n").startsWith("HTTP/1.1 413"));
  }

  @Test
  void knowsNothingElse() {
    assertEquals(404, Client.get(AWS.url().resolve("/elsewhere")).status());
    assertEquals(404, Client.get(AWS.url().resolve("/oidc/example.com/.well-known/jwks")).status());
  }

  @Test
  void wantsTheRegionOfARealHostInTheSignature() throws IOException {
    URI host = URI.create("http://sts.eu-west-1.amazonaws.com/");
    assertTrue(callerIdentity(host, "eu-west-1").startsWith("HTTP/1.1 200"));
    assertTrue(
        callerIdentity(host, "us-east-1")
            .contains("Credential should be scoped to a valid region. "));
    URI global = URI.create("http://sts.amazonaws.com/");
    assertTrue(callerIdentity(global, "us-east-1").startsWith("HTTP/1.1 200"));
    assertTrue(
        callerIdentity(global, "eu-west-1")
            .contains("Credential should be scoped to a valid region. "));
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThrows(IllegalArgumentException.class, () -> FakeAws.builder().address("0.0.0.0"));
  }

  private static String callerIdentity(URI host, String region) throws IOException {
    String body = "Action=GetCallerIdentity&Version=2011-06-15";
    SigV4 signer =
        new SigV4(
            Client.USER.accessKeyId(),
            Client.USER.secretAccessKey(),
            Client.USER.sessionToken(),
            region,
            "sts");
    StringBuilder head =
        new StringBuilder(
            "POST / HTTP/1.1\r\nConnection: close\r\nHost: " + host.getAuthority() + "\r\n");
    signer
        .sign(
            "POST",
            host,
            Map.of("content-type", "application/x-www-form-urlencoded"),
            body,
            Instant.now())
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static String send(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), AWS.url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
