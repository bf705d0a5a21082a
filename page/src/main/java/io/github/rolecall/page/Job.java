package io.github.rolecall.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The job that the page explains.
 *
 * @param claims its claims, without the signature of a token
 * @param fromToken whether the text was a whole token
 * @param notes the assumptions about the job, one sentence each
 */
record Job(Claims claims, boolean fromToken, List<String> notes) {
  /** Tokens of CI systems have about 2,000 characters; AWS accepts up to 20,000. */
  private static final int LONGEST = 100_000;

  private static final int PARTS_OF_A_TOKEN = 3;

  /** Reads claims in JSON, or a token. */
  static Job of(String text) {
    String plain = text.trim();
    if (plain.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    if (plain.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    String token = withoutDecoration(plain);
    boolean fromToken = isToken(token);
    JsonValue claims = JsonText.read(fromToken ? payload(token) : text).root();
    if (!claims.isObject()) {
      throw new IllegalArgumentException("claims must be a JSON object");
    }
    var notes = new ArrayList<String>();
    return new Job(new Claims(withIssuer(claims, notes)), fromToken, notes);
  }

  /**
   * Returns the text without quotes and without the word before a token in a header, such as
   * Bearer.
   */
  private static String withoutDecoration(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String plain = quoted ? text.substring(1, text.length() - 1).trim() : text;
    return plain.startsWith("Bearer ") ? plain.substring("Bearer ".length()).trim() : plain;
  }

  private static boolean isToken(String text) {
    return text.startsWith("ey")
        && text.split("\\.", -1).length == PARTS_OF_A_TOKEN
        && text.chars().allMatch(Job::isOfToken);
  }

  private static boolean isOfToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static String payload(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is only a part of a token, or not a token", e);
    }
    return new String(bytes, UTF_8);
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
