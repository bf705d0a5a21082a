package io.github.rolecall.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fake of GitHub's token endpoint and AWS STS on loopback, which behaves like {@code cloud.py}.
 * It records the requests, sends the scripted responses and then successful ones, and validates
 * nothing. It serves TLS, because the real services do.
 *
 * <p>Its proxy redirects the STS host name of the situations' Region to it.
 */
final class ScriptedCloud implements AutoCloseable {

  private static final String STS = "sts.us-east-1.amazonaws.com";
  private static final Pattern SIGNER = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Deque<JsonNode>> scripts = new HashMap<>();
  private final ArrayNode requests = JSON.arrayNode();
  private final List<String> tokens = new ArrayList<>();
  private final StsAnswers sts = new StsAnswers();
  private final HttpServer server =
      HttpServer.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Optional.of(TestAuthority.ofThisProcess().sockets(List.of("localhost", STS))),
          Clock.systemUTC());
  private final TestProxy proxy = TestProxy.start();

  private ScriptedCloud(JsonNode scripts) {
    scripts
        .properties()
        .forEach(
            entry ->
                this.scripts.put(
                    entry.getKey(), new ArrayDeque<>(entry.getValue().valueStream().toList())));
  }

  static ScriptedCloud start(JsonNode scripts) {
    ScriptedCloud cloud = new ScriptedCloud(scripts);
    cloud.server.serve(cloud::answer);
    cloud.proxy.redirect(
        STS, 443, new InetSocketAddress(InetAddress.getLoopbackAddress(), cloud.server.port()));
    return cloud;
  }

  String url() {
    return "https://localhost:" + server.port();
  }

  /** The URL of the HTTP proxy. */
  String proxyUrl() {
    return proxy.url().toString();
  }

  /** The requests so far, in order. */
  synchronized ArrayNode requests() {
    return requests.deepCopy();
  }

  /** The tokens issued so far, in order. */
  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void close() {
    server.close();
    proxy.close();
  }

  private Response answer(Request call) {
    return switch (call.method()) {
      case "GET" -> token(call);
      case "POST" -> sts(call);
      default -> Response.of(501, "text/plain", "");
    };
  }

  private Response token(Request call) {
    @Nullable String audience = Form.parse(call.query()).get("audience");
    record(
        JSON.objectNode()
            .put("call", "oidc")
            .put("audience", audience)
            .put("authorization", call.headers().first("Authorization").orElse(null)));
    JsonNode step = next("oidc");
    if (step.has("status")) {
      return Response.of(
          step.path("status").asInt(), "application/json", step.path("body").asString("{}"));
    }
    String token = issue(audience == null ? "https://github.com/octo-org" : audience);
    return Response.of(200, "application/json", "{\"value\": \"" + token + "\"}");
  }

  private synchronized String issue(String audience) {
    String token = ScriptedToken.issue(audience, tokens.size());
    tokens.add(token);
    return token;
  }

  private Response sts(Request call) {
    Map<String, String> form = Form.parse(new String(call.bodyBytes(), UTF_8));
    @Nullable String named = form.remove("Action");
    String action = named == null ? "?" : named;
    form.remove("Version");
    form.computeIfPresent("WebIdentityToken", (name, token) -> placeholder(token));
    Matcher signer = SIGNER.matcher(call.headers().first("Authorization").orElse(""));
    boolean signed = signer.find();
    ObjectNode request = JSON.objectNode().put("call", action);
    ObjectNode params = request.putObject("params");
    form.forEach(params::put);
    request.put("signedBy", signed ? signer.group(1) : null);
    request.put("signingRegion", signed ? signer.group(2) : null);
    request.put("sessionToken", call.headers().first("X-Amz-Security-Token").orElse(null));
    record(request);
    JsonNode step = next(action);
    return sts.answer(action, form, signed ? signer.group(1) : "", step);
  }

  private synchronized String placeholder(String token) {
    int index = tokens.indexOf(token);
    return index < 0
        ? "<other %s>".formatted(ScriptedToken.hexSha256(token).substring(0, 12))
        : "<token %d>".formatted(index);
  }

  private synchronized void record(ObjectNode request) {
    requests.add(request);
  }

  /**
   * The next scripted response of a call, after its delay; a missing node if there is none left.
   */
  private JsonNode next(String call) {
    JsonNode step;
    synchronized (this) {
      Deque<JsonNode> left = scripts.get(call);
      step = left == null || left.isEmpty() ? MissingNode.getInstance() : left.removeFirst();
    }
    try {
      Thread.sleep((long) (step.path("hang").asDouble(0) * 1000));
    } catch (InterruptedException e) {
      // The server is closing, so no client waits for this response.
      Thread.currentThread().interrupt();
    }
    return step;
  }
}
