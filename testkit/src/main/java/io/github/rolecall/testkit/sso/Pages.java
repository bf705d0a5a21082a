package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pages for browsers. The user is already signed in, and approves or denies immediately. */
final class Pages {
  private static final Set<String> NEEDED =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "state",
          "code_challenge_method",
          "code_challenge",
          "scopes");

  private final Oidc oidc;
  private final Settings settings;

  Pages(Oidc oidc, Settings settings) {
    this.oidc = oidc;
    this.settings = settings;
  }

  /** Redirects to the client with an authorization code or an error. */
  Response authorize(Parameters query) {
    Optional<Client> client = query.get("client_id").flatMap(oidc::client);
    String redirect = query.get("redirect_uri").orElse("");
    boolean ours =
        client
            .filter(
                one ->
                    redirect.matches("http://127\\.0\\.0\\.1:\\d+/\\S*")
                        && one.redirectUris().contains(redirect.replaceFirst(":\\d+/", "/")))
            .isPresent();
    if (client.isEmpty() || !ours) {
      return page(400, "Invalid client or redirect URI");
    }
    String state = query.get("state").orElse("");
    if (!query.values().keySet().equals(NEEDED)
        || state.isEmpty()
        || !query.get("response_type").orElse("").equals("code")
        || !query.get("code_challenge_method").orElse("").equals("S256")
        || !query.get("code_challenge").orElse("").matches("[A-Za-z0-9_-]{43}")) {
      return back(redirect, Map.of("error", "invalid_request", "state", state));
    }
    if (!client
        .get()
        .scopes()
        .containsAll(List.of(query.get("scopes").orElse("").split(" ", -1)))) {
      return back(redirect, Map.of("error", "invalid_scope", "state", state));
    }
    if (settings.denies) {
      return back(redirect, Map.of("error", "access_denied", "state", state));
    }
    String code =
        oidc.codes().issue(client.get(), redirect, query.get("code_challenge").orElse(""));
    return back(redirect, Map.of("code", code, "state", state));
  }

  private static Response back(String redirect, Map<String, String> values) {
    StringBuilder query = new StringBuilder();
    values.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return page(302, "").with("Location", redirect + query);
  }

  /**
   * The page of a device. If its URL contains the user code, opening the page approves or denies
   * the request.
   */
  Response device(Parameters query) {
    Optional<DeviceAuthorization> device = query.get("user_code").flatMap(oidc::device);
    if (device.isEmpty()) {
      return page(query.get("user_code").isPresent() ? 400 : 200, "Enter the code");
    }
    device
        .get()
        .decide(
            settings.denies
                ? DeviceAuthorization.Decision.DENIED
                : DeviceAuthorization.Decision.APPROVED);
    return page(200, settings.denies ? "Request denied" : "Request approved");
  }

  private static Response page(int status, String text) {
    return Response.of(status, "text/html; charset=utf-8", "<p>" + text + "</p>");
  }
}
