package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the token request as it is sent, with and without proxies and TLS. */
public class SocketHttpTest {
  private static final String SERVICE = "the token endpoint";
  private static final String PASSWORD = "pr0xy:p@ss%";

  @TempDir private Path folder;

  private static Http.Answer get(URI address, Map<String, String> headers, Network network) {
    return Networks.http().ask(new Http.Request(SERVICE, address, headers, network));
  }

  private static Http.Answer token(FakeAws aws, Network network) {
    Map<String, String> job = aws.gitHubJob().environment();
    return get(
        URI.create(job.get("ACTIONS_ID_TOKEN_REQUEST_URL")),
        Map.of("Authorization", "Bearer " + job.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN")),
        network);
  }

  private static FakeAws start(boolean https) {
    return https ? FakeAws.start() : FakeAws.builder().plainHttp().start();
  }

  /** Returns a simulator with a certificate that this process does not trust. */
  private static FakeAws stranger() {
    return FakeAws.builder().authority(TestAuthority.another()).start();
  }

  private static Network trusting(FakeAws aws) {
    return Networks.trusting(Networks.direct(), aws.authority().bundle());
  }

  @Test
  void anAnswerHasStatusTypeAndBody() {
    try (FakeAws aws = FakeAws.start()) {
      Http.Answer answer = token(aws, Networks.direct());
      assertEquals(200, answer.status());
      assertTrue(answer.contentType().startsWith("application/json"), answer.contentType());
      assertTrue(JsonReader.object(answer.body()).orElseThrow().path("value").isString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 500, 503})
  void anErrorIsAnAnswerToo(int status) {
    try (FakeAws aws = FakeAws.start()) {
      aws.fault("oidc-token", Fault.body(status, "text/html", "<p>ä</p>"));
      Http.Answer answer = token(aws, Networks.direct());
      assertEquals(status, answer.status());
      assertEquals("<p>ä</p>", answer.body());
      assertTrue(answer.contentType().startsWith("text/html"), answer.contentType());
    }
  }

  @Test
  void redirectionsAreNotFollowed() throws IOException {
    var asked = new CopyOnWriteArrayList<String>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
      assertEquals(302, get(address, Map.of("Authorization", "x"), Networks.direct()).status());
      assertEquals(List.of("/token"), asked);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAnswerThatEndsTooSoonIsNoAnswer() {
    try (FakeAws aws = FakeAws.start()) {
      aws.fault("oidc-token", Fault.truncated());
      var problem =
          Thrown.problem(NetworkProblem.Unreachable.class, () -> token(aws, Networks.direct()));
      assertEquals(SERVICE, problem.service());
      assertEquals(Problem.Repeat.WITHIN_BUDGET, problem.repeat());
    }
  }

  @Test
  void aConnectionThatBreaksIsNoAnswer() {
    try (FakeAws aws = FakeAws.start()) {
      aws.fault("oidc-token", Fault.reset());
      var problem =
          Thrown.problem(NetworkProblem.Unreachable.class, () -> token(aws, Networks.direct()));
      assertTrue(problem.sent(), "the outcome of the request is unknown");
      assertEquals(1, aws.calls().size(), "only Retry may repeat a request");
    }
  }

  /** The JDK's client repeats the request by itself in each of these cases. */
  @ParameterizedTest
  @CsvSource({"GET, false", "GET, true", "PUT, false", "POST, true"})
  void aRequestIsSentOnce(String method, boolean proxied) {
    for (String broken : List.of(ScriptedServer.RESET, "", "HTTP/1.", "HTTP/1.1 200 OK~")) {
      try (ScriptedServer server =
          ScriptedServer.start(false, List.of(broken), List.of(ScriptedServer.answer("again")))) {
        Network network =
            proxied
                ? Networks.through(Networks.direct(), server.url().toString())
                : Networks.direct();
        URI address = proxied ? URI.create("http://sts.invalid/") : server.url();
        var request = new Http.Request(SERVICE, address, Map.of(), network).by(method);
        Thrown.problem(NetworkProblem.Unreachable.class, () -> Networks.http().ask(request));
        assertEquals(1, server.requests().size(), server.requests().toString());
        assertEquals(1, server.connections());
      }
    }
  }

  @Test
  void aTunnelIsAskedForOnce() {
    for (String broken : List.of(ScriptedServer.RESET, "", "HTTP/1.1 200 OK~")) {
      try (ScriptedServer proxy = ScriptedServer.start(false, List.of(broken))) {
        Network network = Networks.through(Networks.direct(), proxy.url().toString());
        var problem =
            Thrown.problem(
                NetworkProblem.Unreachable.class,
                () -> get(URI.create("https://sts.invalid/"), Map.of(), network));
        assertFalse(problem.sent(), "the proxy got no request to forward");
        assertEquals(1, proxy.connections());
      }
    }
  }

  @Test
  void aProxyThatSpeaksForTheServerIsNoTunnel() {
    try (ScriptedServer proxy =
        ScriptedServer.start(false, List.of("HTTP/1.1 200 OK~~" + ScriptedServer.answer("evil")))) {
      Network network = Networks.through(Networks.direct(), proxy.url().toString());
      Thrown.problem(
          NetworkProblem.Unreachable.class,
          () -> get(URI.create("https://sts.invalid/"), Map.of(), network));
    }
  }

  @Test
  void aPortWithoutServerIsUnreachable() throws IOException {
    URI address = URI.create("http://127.0.0.1:" + freePort() + "/");
    var problem =
        Thrown.problem(
            NetworkProblem.Unreachable.class, () -> get(address, Map.of(), Networks.direct()));
    assertEquals(List.of("address", "proxy", "reason"), Thrown.factNames(problem));
    assertEquals(address.toString(), Thrown.fact(problem, "address"));
    assertEquals("none", Thrown.fact(problem, "proxy"));
    assertTrue(Thrown.fact(problem, "reason").startsWith("ConnectException: "), "reason");
    assertTrue(problem.remedies(FrontEnd.ACTION).get(0).contains("http-proxy"), "remedy");
    assertFalse(problem.sent());
  }

  @Test
  void aNameThatDoesNotExistIsUnreachable() {
    URI address = URI.create("http://does-not-exist.invalid/");
    var problem =
        Thrown.problem(
            NetworkProblem.Unreachable.class, () -> get(address, Map.of(), Networks.direct()));
    assertTrue(
        Thrown.fact(problem, "reason").startsWith("UnknownHostException: "),
        Thrown.fact(problem, "reason"));
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() {
    try (FakeAws aws = stranger()) {
      var problem =
          Thrown.problem(NetworkProblem.Untrusted.class, () -> token(aws, Networks.direct()));
      assertEquals(Problem.Repeat.NEVER, problem.repeat());
      assertEquals(List.of(), aws.calls(), "the bearer token was not sent");
    }
  }

  @Test
  void certificatesOfTheBundleAreTrusted() {
    try (FakeAws aws = stranger()) {
      assertEquals(200, token(aws, trusting(aws)).status());
    }
  }

  @Test
  void theBundleReplacesTheStandardCertificates() {
    try (FakeAws aws = FakeAws.start();
        FakeAws other = stranger()) {
      Network network = trusting(other);
      Thrown.problem(NetworkProblem.Untrusted.class, () -> token(aws, network));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAA==\n"})
  void aBundleWithoutCertificatesIsAFaultOfTheUser(String text) throws IOException {
    Path pem = folder.resolve("bad.pem");
    Files.writeString(pem, text);
    Network network = Networks.trusting(Networks.direct(), pem);
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class,
            () -> get(URI.create("https://127.0.0.1:1/"), Map.of(), network));
    assertEquals("AWS_CA_BUNDLE", problem.name());
    assertEquals(pem.toString(), problem.value());
  }

  @Test
  void aMissingBundleIsAFaultOfTheUser() {
    Network network = Networks.trusting(Networks.direct(), folder.resolve("missing.pem"));
    Thrown.problem(
        InputProblem.Invalid.class,
        () -> get(URI.create("https://127.0.0.1:1/"), Map.of(), network));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void requestsGoThroughTheProxy(boolean https) {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.start()) {
      Network network = Networks.through(Networks.direct(), proxy.url().toString());
      assertEquals(200, token(aws, network).status());
      assertEquals(1, proxy.requests().size());
      assertTrue(
          proxy.requests().get(0).startsWith(https ? "CONNECT localhost:" : "GET " + aws.url()),
          proxy.requests().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNameInTheCertificateIsComparedBehindAProxyToo(boolean password) throws IOException {
    try (FakeAws aws = FakeAws.start();
        TestProxy proxy = password ? TestProxy.requiring("user", PASSWORD) : TestProxy.start()) {
      proxy.redirect(
          "other.invalid",
          443,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort()));
      URI address = URI.create("https://other.invalid/");
      String url = (password ? proxy.url("user", PASSWORD) : proxy.url()).toString();
      Network network = Networks.through(trusting(aws), url);
      Thrown.problem(NetworkProblem.Untrusted.class, () -> get(address, Map.of(), network));
      assertEquals(List.of("CONNECT other.invalid:443"), proxy.requests());
    }
  }

  @Test
  void exceptionsGoPastTheProxy() {
    try (FakeAws aws = FakeAws.start();
        TestProxy proxy = TestProxy.start()) {
      Network network = Networks.through(Networks.direct(), proxy.url().toString(), "localhost");
      assertEquals(200, token(aws, network).status());
      assertEquals(List.of(), proxy.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theProxyGetsUserAndPasswordAtOnce(boolean https) throws IOException {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.requiring("user", PASSWORD)) {
      Network network = Networks.through(Networks.direct(), proxy.url("user", PASSWORD).toString());
      assertEquals(200, token(aws, network).status());
      assertEquals(1, proxy.requests().size(), "there is no request without them");
      assertTrue(
          proxy.requests().get(0).startsWith(https ? "CONNECT localhost:" : "GET http://"),
          proxy.requests().toString());
    }
  }

  @Test
  void theOtherSideDoesNotGetTheProxysPassword() throws IOException {
    var seen = new CopyOnWriteArrayList<String>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.addAll(exchange.getRequestHeaders().keySet());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (TestProxy proxy = TestProxy.requiring("user", PASSWORD)) {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      Network through =
          Networks.through(Networks.direct(), proxy.url("user", PASSWORD).toString(), "127.0.0.1");
      assertEquals(204, get(address, Map.of("X-Mine", "1"), through).status());
      assertTrue(seen.contains("X-mine"), seen.toString());
      assertFalse(seen.contains("Proxy-authorization"), seen.toString());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProxyThatWantsAnotherPasswordIsNamed(boolean https) throws IOException {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.requiring("user", "another")) {
      Network network = Networks.through(Networks.direct(), proxy.url("user", PASSWORD).toString());
      var thrown = assertThrows(CredentialsException.class, () -> token(aws, network));
      var problem =
          Thrown.problem(
              NetworkProblem.ProxyRefused.class,
              () -> {
                throw thrown;
              });
      assertEquals(proxy.url().toString(), problem.proxy());
      assertTrue(problem.reason().contains("407"), problem.reason());
      assertFalse(Thrown.everythingIn(thrown).contains(PASSWORD));
      assertFalse(problem.message(FrontEnd.ACTION).contains(PASSWORD));
      assertEquals(List.of(), aws.calls());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 502})
  void aProxyThatDoesNotTunnelIsNamed(int status) throws IOException {
    try (FakeAws aws = FakeAws.start();
        TestProxy proxy = TestProxy.refusing(status)) {
      Network network = Networks.through(trusting(aws), proxy.url().toString());
      var problem = Thrown.problem(NetworkProblem.ProxyRefused.class, () -> token(aws, network));
      assertTrue(problem.reason().contains(String.valueOf(status)), problem.reason());
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      String proxy = "http://127.0.0.1:" + freePort();
      Network network = Networks.through(Networks.direct(), proxy);
      var problem = Thrown.problem(NetworkProblem.Unreachable.class, () -> token(aws, network));
      assertEquals(proxy, Thrown.fact(problem, "proxy"));
      assertTrue(problem.remedies(FrontEnd.COMMAND).get(0).contains("--no-proxy"), "remedy");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
