package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms in which a server may return a secret that it received. */
enum EchoForm {
  RAW(secret -> secret),
  BASE64(secret -> Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))),
  BASE64_WITHOUT_PADDING(
      secret -> Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8))),
  BASE64URL(secret -> Base64.getUrlEncoder().encodeToString(secret.getBytes(UTF_8))),
  BASE64URL_WITHOUT_PADDING(
      secret -> Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8))),
  /** As in a header of Basic authentication, or inside a larger encoded document. */
  BASE64_OF_MORE(
      secret -> Base64.getEncoder().encodeToString(("x:" + secret + ":y").getBytes(UTF_8))),
  BASE64_OF_JSON(
      secret ->
          Base64.getEncoder().encodeToString(("{\"token\":\"" + secret + "\"}").getBytes(UTF_8))),
  BASE64_IN_LINES(
      secret ->
          Base64.getMimeEncoder(20, "\n ".getBytes(UTF_8)).encodeToString(secret.getBytes(UTF_8))),
  URL(secret -> URLEncoder.encode(secret, UTF_8)),
  URL_IN_LOWER_CASE(
      secret ->
          Pattern.compile("%..")
              .matcher(URLEncoder.encode(secret, UTF_8))
              .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT))),
  URL_TWICE(secret -> URLEncoder.encode(URLEncoder.encode(secret, UTF_8), UTF_8)),
  EVERY_CHARACTER_AS_URL(
      secret ->
          secret
              .chars()
              .mapToObj(
                  c ->
                      c < 0x80
                          ? "%%%02X".formatted(c)
                          : URLEncoder.encode(Character.toString(c), UTF_8))
              .collect(Collectors.joining())),
  JSON(secret -> secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")),
  JSON_UNICODE(
      secret ->
          secret
              .chars()
              .mapToObj(
                  c ->
                      Character.isLetterOrDigit(c) ? Character.toString(c) : "\\u%04x".formatted(c))
              .collect(Collectors.joining())),
  XML(
      secret ->
          secret
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace("\"", "&quot;")
              .replace("/", "&#x2F;")
              .replace("+", "&#43;")),
  CUT(secret -> secret.substring(0, Math.max(6, secret.length() * 2 / 3))),
  IN_LINES(secret -> secret.replaceAll("(.{16})", "$1\n")),
  AFTER_A_HYPHEN(secret -> "-" + secret),
  AS_OPTION(secret -> "--key=" + secret),
  AS_HEADER(secret -> "Authorization: Bearer " + secret);

  // Immutable, and it refers to nothing mutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final UnaryOperator<String> writing;

  EchoForm(UnaryOperator<String> writing) {
    this.writing = writing;
  }

  String of(String secret) {
    return writing.apply(secret);
  }
}
