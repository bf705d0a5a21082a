package io.github.rolecall.aws.credentials;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.text.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** Reads credentials from the JSON of programs, containers and instances. */
final class CredentialsJson {
  private CredentialsJson() {}

  /**
   * Reads one of the forms; empty when the text is not such JSON.
   *
   * @param token the key of the session token: {@code SessionToken} for programs, {@code Token} for
   *     containers and instances
   * @param from who answered, for messages
   * @throws CredentialsException with {@link InputProblem.Invalid} when the expiry is not a time
   */
  static Optional<SessionCredentials> read(String text, String token, String from) {
    return JsonReader.object(text)
        .filter(json -> given(json, "AccessKeyId", from).isPresent())
        .filter(json -> given(json, "SecretAccessKey", from).isPresent())
        .map(
            json ->
                SessionCredentials.of(
                    given(json, "AccessKeyId", from).orElseThrow(),
                    given(json, "SecretAccessKey", from).orElseThrow(),
                    given(json, token, from),
                    end(json.path("Expiration"), "Expiration of " + from)));
  }

  /** Reads the credentials of an instance, which always have a session token and an expiry. */
  static Optional<SessionCredentials> ofInstance(String text, String from) {
    return JsonReader.object(text)
        .filter(json -> json.path("Token").isString() && json.path("Expiration").isString())
        .flatMap(json -> read(text, "Token", from));
  }

  private static Optional<Given> given(JsonValue json, String field, String from) {
    return Optional.of(json.path(field))
        .filter(value -> value.isString() && !value.text().isBlank())
        .map(value -> new Given(value.text(), field + " of " + from));
  }

  /** Requires an expiry: without it, the credentials would be taken for long-term keys. */
  private static Optional<Instant> end(JsonValue value, String name) {
    String text = value.text();
    if (value.isMissing() || value.isNull() || (value.isString() && text.isBlank())) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw noTime(name, text);
    }
    return Optional.of(end(text, name));
  }

  /** Parses the time when credentials expire. */
  static Instant end(String text, String name) {
    return Timestamps.instant(text.strip()).orElseThrow(() -> noTime(name, text));
  }

  /** The message does not show the value: the server may have put a secret there. */
  private static CredentialsException noTime(String name, String text) {
    String shown = text.matches("[\\dTZ:+. /-]{0,40}|[A-Za-z]{0,10}") ? text : "(not shown)";
    return new CredentialsException(
        new InputProblem.Invalid(name, shown, "a time, for example 2026-11-26T12:00:00Z"));
  }
}
