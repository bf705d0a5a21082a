package io.github.rolecall.aws;

import io.github.rolecall.Given;
import io.github.rolecall.Json;
import io.github.rolecall.SessionCredentials;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Credentials in the JSON that programs, containers and instances give. */
final class CredentialsJson {
  private CredentialsJson() {}

  /**
   * Reads one of the forms.
   *
   * @param token the name of the session token: {@code SessionToken} of programs, {@code Token} of
   *     containers and instances
   * @param from whose answer it is, for messages
   * @return empty when it is not such JSON
   */
  static Optional<SessionCredentials> read(String text, String token, String from) {
    return Json.object(text)
        .filter(json -> text(json, "AccessKeyId").isPresent())
        .filter(json -> text(json, "SecretAccessKey").isPresent())
        .map(
            json ->
                SessionCredentials.of(
                    given(json, "AccessKeyId", from).orElseThrow(),
                    given(json, "SecretAccessKey", from).orElseThrow(),
                    given(json, token, from),
                    text(json, "Expiration").flatMap(CredentialsJson::instant)));
  }

  private static Optional<Given> given(JsonNode json, String field, String from) {
    return text(json, field).map(text -> new Given(text, field + " of " + from));
  }

  /** Those of an instance, which always have a session token and an end. */
  static Optional<SessionCredentials> ofInstance(String text, String from) {
    return Json.object(text)
        .filter(json -> json.path("Token").isString() && json.path("Expiration").isString())
        .flatMap(json -> read(text, "Token", from));
  }

  private static Optional<String> text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isString() && !value.stringValue().isBlank()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  /** ISO 8601; the AWS CLI's older files of tokens end in UTC. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replaceFirst("UTC$", "Z")).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
