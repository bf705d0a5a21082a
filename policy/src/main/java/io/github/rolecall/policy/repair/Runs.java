package io.github.rolecall.policy.repair;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Changes a token as the next run of the same job would. */
final class Runs {
  private Runs() {}

  /** The claims of the next run: another commit, step, person or number. */
  static Claims after(Request request) {
    Issuer issuer = request.issuer();
    var next = new LinkedHashMap<String, JsonValue>();
    request
        .claims()
        .all()
        .members()
        .forEach((name, value) -> next.put(name, next(issuer, name, value)));
    return new Claims(JsonValue.object(next));
  }

  private static JsonValue next(Issuer issuer, String claim, JsonValue value) {
    return value.isString()
        ? issuer
            .valueOfAnyRun(claim, value.text())
            .map(pattern -> JsonValue.of(another(pattern)))
            .orElse(value)
        : value;
  }

  /** A value that matches the pattern. */
  static String another(String pattern) {
    return pattern
        .replace("${*}", "\uE000")
        .replace("${?}", "\uE001")
        .replace("${$}", "$")
        .replace("*", "another-run")
        .replace('?', 'a')
        .replace('\uE000', '*')
        .replace('\uE001', '?');
  }

  /** The claims with one part replaced in every text. */
  static Claims with(Claims claims, Pattern part, String other, Map<String, String> more) {
    var changed = new LinkedHashMap<String, JsonValue>();
    claims
        .all()
        .members()
        .forEach(
            (name, value) ->
                changed.put(
                    name,
                    value.isString() && !name.equals("iss") && !name.equals("aud")
                        ? JsonValue.of(part.matcher(value.text()).replaceAll(other))
                        : value));
    more.forEach(
        (name, value) -> changed.computeIfPresent(name, (key, old) -> JsonValue.of(value)));
    return new Claims(JsonValue.object(changed));
  }
}
