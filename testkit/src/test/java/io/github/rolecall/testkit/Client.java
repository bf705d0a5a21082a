package io.github.rolecall.testkit;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An HTTP client that calls the simulator as an SDK does. */
final class Client {
  static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  static final String CHAINED = "arn:aws:iam::111122223333:role/Chained";
  static final String LONG = "arn:aws:iam::111122223333:role/Long";
  static final String PROD = "arn:aws:iam::111122223333:role/Prod";
  static final SigV4 USER =
      new SigV4(
          "AKIAIOSFODNN7ROLECAL",
          "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY",
          Optional.empty(),
          "eu-central-1",
          "sts");

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().sslContext(TestAuthority.ofThisProcess().client()).build();

  /** A response. */
  record Answer(int status, String body, Map<String, String> headers) {
    /** The text of the first element with this name. */
    String text(String element) {
      Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(body);
      return matcher.find()
          ? matcher.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
          : "";
    }

    /** {@code 403 AccessDenied: message}, or {@code 200}. */
    String summary() {
      return status == 200 ? "200" : status + " " + text("Code") + ": " + text("Message");
    }

    SigV4 credentials() {
      return new SigV4(
          text("AccessKeyId"),
          text("SecretAccessKey"),
          Optional.of(text("SessionToken")),
          "eu-central-1",
          "sts");
    }
  }

  private final URI sts;

  Client(FakeAws aws) {
    this.sts = aws.url().resolve("/");
  }

  Answer webIdentity(String role, String token, String... more) {
    return post(Map.of(), form("AssumeRoleWithWebIdentity", role, "WebIdentityToken", token, more));
  }

  Answer assumeRole(SigV4 signer, String role, String... more) {
    return signed(signer, form("AssumeRole", role, "RoleSessionName", "chain", more));
  }

  Answer callerIdentity(SigV4 signer) {
    return signed(signer, "Action=GetCallerIdentity&Version=2011-06-15");
  }

  Answer signed(SigV4 signer, String body) {
    return post(headers(signer, body, Instant.now()), body);
  }

  Map<String, String> headers(SigV4 signer, String body, Instant time) {
    return signer.sign("POST", sts, Map.of("content-type", FORM), body, time);
  }

  Answer post(Map<String, String> headers, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(sts).timeout(Duration.ofSeconds(20));
    Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", FORM));
    all.putAll(headers);
    all.forEach(request::setHeader);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  static Answer get(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Answer(response.statusCode(), response.body(), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Creates a form. A later parameter replaces an earlier one; the value {@code null} removes it.
   */
  static String form(String action, String role, String name, String value, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", "2011-06-15");
    parameters.put("RoleArn", role);
    parameters.put("RoleSessionName", "ci");
    parameters.put(name, value);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    parameters.values().removeIf(text -> text == null);
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
