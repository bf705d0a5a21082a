package io.github.rolecall.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScriptedCloudTest {

  @Test
  void playsTheScriptAndThenSucceeds() throws IOException {
    JsonNode script =
        new JsonMapper()
            .readTree(
                """
                {"AssumeRole": [{"code": "Denied", "status": 403, "message": "a<b & c"},
                                {"secret": "mine"}], "oidc": [{"status": 503}]}""");
    try (ScriptedCloud cloud = ScriptedCloud.start(script)) {
      assertTrue(post(cloud, "/", "Action=AssumeRole").contains("<Message>a&lt;b &amp; c<"));
      assertTrue(post(cloud, "/", "Action=AssumeRole").contains("<SecretAccessKey>mine</Secret"));
      String third =
          post(
              cloud, "/", "Action=AssumeRole&RoleArn=arn:aws-cn:iam::1:role/p/R&RoleSessionName=s");
      assertTrue(third.contains("<AccessKeyId>ASIAEXAMPLE000000002<"), third);
      assertTrue(third.contains("<Arn>arn:aws-cn:sts::1:assumed-role/R/s<"), third);
      assertTrue(get(cloud, "/t?audience=a").startsWith("HTTP/1.1 503 "));
      assertTrue(get(cloud, "/t?audience=a").contains("{\"value\": \"ey"));
      assertEquals(1, cloud.tokens().size());
    }
  }

  @Test
  void recordsWhatWasSent() throws IOException {
    try (ScriptedCloud cloud = ScriptedCloud.start(new JsonMapper().createObjectNode())) {
      String answer = post(cloud, "/", "Action=GetCallerIdentity&x=%zz+1&y");

      assertTrue(answer.contains(":user/ci</Arn>"), answer);
      assertEquals(
          "[{\"call\":\"GetCallerIdentity\",\"params\":{\"x\":\"%zz 1\",\"y\":\"\"},"
              + "\"signedBy\":\"AKIA\",\"signingRegion\":\"eu-west-1\",\"sessionToken\":null}]",
          cloud.requests().toString());
    }
  }

  @Test
  void servesStsOfTheRegionBehindItsProxy() throws Exception {
    try (ScriptedCloud cloud = ScriptedCloud.start(new JsonMapper().createObjectNode())) {
      URI proxy = URI.create(cloud.proxyUrl());
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(TestAuthority.ofThisProcess().client())
              .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
              .build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("https://sts.us-east-1.amazonaws.com/"))
                  .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals(1, cloud.requests().size());
    }
  }

  @Test
  void speaksNothingButTls() throws IOException {
    try (ScriptedCloud cloud = ScriptedCloud.start(new JsonMapper().createObjectNode());
        Socket plain =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(cloud.url()).getPort())) {
      plain.getOutputStream().write("GET /t HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] answer = plain.getInputStream().readAllBytes();
      assertFalse(new String(answer, StandardCharsets.ISO_8859_1).contains("HTTP/1.1"));
      assertEquals(0, cloud.requests().size());
    }
  }

  private static String post(ScriptedCloud cloud, String target, String body) throws IOException {
    return send(
        cloud,
        "POST "
            + target
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256"
            + " Credential=AKIA/20261121/eu-west-1/sts/aws4_request\r\nConnection: close\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String get(ScriptedCloud cloud, String target) throws IOException {
    return send(cloud, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private static String send(ScriptedCloud cloud, String message) throws IOException {
    try (Socket socket =
            TestAuthority.ofThisProcess()
                .client()
                .getSocketFactory()
                .createSocket("localhost", URI.create(cloud.url()).getPort());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
