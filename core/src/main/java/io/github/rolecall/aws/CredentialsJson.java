package io.github.rolecall.aws;

import io.github.rolecall.Json;
import io.github.rolecall.Secret;
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
   * @return empty when it is not such JSON
   */
  static Optional<SessionCredentials> read(String text, String token) {
    return Json.object(text)
        .filter(json -> text(json, "AccessKeyId").isPresent())
        .filter(json -> text(json, "SecretAccessKey").isPresent())
        .map(
            json ->
                new SessionCredentials(
                    text(json, "AccessKeyId").orElseThrow(),
                    new Secret(text(json, "SecretAccessKey").orElseThrow()),
                    text(json, token).map(Secret::new),
                    text(json, "Expiration").flatMap(CredentialsJson::instant)));
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
