package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON body of a request to SSO OIDC. Its members are strings and lists of strings. */
record Body(JsonNode json) {
  private static final Set<String> SECRETS =
      Set.of("clientSecret", "deviceCode", "code", "codeVerifier", "refreshToken");

  /**
   * Parses the body.
   *
   * @param known all members of the operation
   * @throws OidcError with {@code invalid_request} if the body is not a JSON object, or has any
   *     other member
   */
  static Body of(Request request, Set<String> known) {
    JsonNode json = parse(request).orElseThrow(() -> invalid("The body is not a JSON object"));
    for (String name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw invalid("Unknown member " + name);
      }
    }
    return new Body(json);
  }

  private static Optional<JsonNode> parse(Request request) {
    try {
      return Optional.of(JsonMapper.shared().readTree(request.bodyBytes()))
          .filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The members of the request without secrets, for the log of calls. */
  static Map<String, String> redacted(Request request) {
    Map<String, String> shown = new LinkedHashMap<>();
    parse(request)
        .ifPresent(
            json ->
                json.properties()
                    .forEach(
                        member ->
                            shown.put(
                                member.getKey(),
                                SECRETS.contains(member.getKey())
                                    ? "<secret>"
                                    : text(member.getValue()))));
    return shown;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  Optional<String> text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw invalid(name + " is not a text");
    }
    return Optional.of(value.stringValue());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> invalid("Missing " + name));
  }

  List<String> list(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray() || value.isEmpty() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw invalid(name + " is not a list of texts");
    }
    return value.valueStream().map(JsonNode::stringValue).toList();
  }

  private static OidcError invalid(String description) {
    return OidcError.of("invalid_request", description);
  }
}
