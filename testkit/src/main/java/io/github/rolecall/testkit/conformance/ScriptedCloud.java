package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.conformance.LoopbackServer.Answer;
import io.github.rolecall.testkit.conformance.LoopbackServer.Call;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GitHub's token endpoint and AWS STS on loopback, as {@code cloud.py} plays them: it records what
 * it is asked, answers by script and after that with success, and judges nothing. Users reach both
 * over TLS, so they are reached over TLS here.
 *
 * <p>A proxy stands before it, which leads to it from the STS of the situations' Region too.
 */
final class ScriptedCloud implements AutoCloseable {

  private static final String STS = "sts.us-east-1.amazonaws.com";
  private static final Pattern SIGNER = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Deque<JsonNode>> scripts = new HashMap<>();
  private final ArrayNode requests = JSON.arrayNode();
  private final List<String> tokens = new ArrayList<>();
  private final StsAnswers sts = new StsAnswers();
  private final LoopbackServer server = new LoopbackServer(this::answer, STS);
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
    cloud.server.start();
    cloud.proxy.redirect(
        STS,
        443,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(cloud.url()).getPort()));
    return cloud;
  }

  String url() {
    return server.url();
  }

  /** The HTTP proxy of a situation. */
  String proxyUrl() {
    return proxy.url().toString();
  }

  /** What was asked so far, in order. */
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

  private Answer answer(Call call) throws InterruptedException {
    return switch (call.method()) {
      case "GET" -> token(call);
      case "POST" -> sts(call);
      default -> new Answer(501, "text/plain", "");
    };
  }

  private Answer token(Call call) throws InterruptedException {
    @Nullable String audience = Form.ofQuery(call.target()).get("audience");
    record(
        JSON.objectNode()
            .put("call", "oidc")
            .put("audience", audience)
            .put("authorization", call.head().header("Authorization").orElse(null)));
    JsonNode step = next("oidc");
    if (step.has("status")) {
      return new Answer(
          step.path("status").asInt(), "application/json", step.path("body").asString("{}"));
    }
    String token = issue(audience == null ? "https://github.com/octo-org" : audience);
    return new Answer(200, "application/json", "{\"value\": \"" + token + "\"}");
  }

  private synchronized String issue(String audience) {
    String token = ScriptedToken.issue(audience, tokens.size());
    tokens.add(token);
    return token;
  }

  private Answer sts(Call call) throws InterruptedException {
    Map<String, String> form = Form.parse(call.body());
    @Nullable String named = form.remove("Action");
    String action = named == null ? "?" : named;
    form.remove("Version");
    form.computeIfPresent("WebIdentityToken", (name, token) -> placeholder(token));
    Matcher signer = SIGNER.matcher(call.head().header("Authorization").orElse(""));
    boolean signed = signer.find();
    ObjectNode request = JSON.objectNode().put("call", action);
    ObjectNode params = request.putObject("params");
    form.forEach(params::put);
    request.put("signedBy", signed ? signer.group(1) : null);
    request.put("signingRegion", signed ? signer.group(2) : null);
    request.put("sessionToken", call.head().header("X-Amz-Security-Token").orElse(null));
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

  /** The next scripted answer of a call, after the time it is to hang; missing when used up. */
  private JsonNode next(String call) throws InterruptedException {
    JsonNode step;
    synchronized (this) {
      Deque<JsonNode> left = scripts.get(call);
      step = left == null || left.isEmpty() ? MissingNode.getInstance() : left.removeFirst();
    }
    Thread.sleep((long) (step.path("hang").asDouble(0) * 1000));
    return step;
  }
}
