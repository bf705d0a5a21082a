package io.github.rolecall.page;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.page.text.Utf8;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job that the page explains.
 *
 * @param claims its claims, without the signature of a token
 * @param fromToken whether the text contained a token
 * @param notes the assumptions about the job, one sentence each
 */
record Job(Claims claims, boolean fromToken, List<String> notes) {
  /** Tokens of CI systems have about 2,000 characters; AWS accepts up to 20,000. */
  private static final int LONGEST = 100_000;

  /**
   * A token, also in a header, in the answer of a server, in a variable, or without its signature.
   * The page has the same pattern, for its other fields.
   */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.([\\w-]+)");

  /** Reads claims in JSON, or a token in any text. */
  static Job of(String text) {
    String plain = text.trim();
    if (plain.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    if (plain.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    Matcher token = TOKEN.matcher(plain.replaceAll("\\s", ""));
    boolean fromToken = token.find();
    JsonValue claims = fromToken ? payload(token.group(1)) : json(text);
    if (!claims.isObject()) {
      throw new IllegalArgumentException("claims must be a JSON object");
    }
    var notes = new ArrayList<String>();
    return new Job(new Claims(withIssuer(claims, notes)), fromToken, notes);
  }

  private static JsonValue payload(String part) {
    try {
      return JsonText.read(Utf8.decode(Base64.getUrlDecoder().decode(part))).root();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is only a part of a token, or not a token", e);
    }
  }

  private static JsonValue json(String text) {
    if (!"{[\"".contains(text.trim().substring(0, 1))) {
      throw new IllegalArgumentException(
          (text.contains("***") ? "the CI system has masked it" : "it is neither JSON nor a token")
              + "; rolecall claims prints the claims in the job");
    }
    return JsonText.read(text).root();
  }

  /**
   * Adds a missing issuer. Users often forget it when they write down a subject, and the form of
   * most subjects reveals it.
   */
  private static JsonValue withIssuer(JsonValue claims, List<String> notes) {
    if (claims.path("iss").isString()) {
      return claims;
    }
    String subject = claims.path("sub").text();
    String issuer =
        subject.startsWith("repo:")
            ? "https://token.actions.githubusercontent.com"
            : subject.startsWith("project_path:") ? "https://gitlab.com" : "";
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("the claim iss is missing: the issuer of the token");
    }
    notes.add(
        "The claims have no iss. From the form of the subject, Rolecall assumes " + issuer + ".");
    return claims.with("iss", JsonValue.of(issuer));
  }
}
