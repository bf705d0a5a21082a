package io.github.rolecall.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An HTTP proxy.
 *
 * @param userInfo {@code user:password}, for Basic authentication
 */
public record ProxyServer(String host, int port, Optional<Secret> userInfo) {
  /** A password that was not encoded may have any character in it; the last at sign ends it. */
  private static final Pattern LOGIN = Pattern.compile("^(?:[^:/@]*://)?(.+)@", Pattern.DOTALL);

  private static final Pattern PLAIN =
      Pattern.compile("([\\w+.-]+://)?(\\[[\\p{XDigit}:]*]|[\\w.-]*)(:\\d{0,5})?/?");

  /** {@code http://[user:password@]host[:port]}, the scheme optional; empty for anything else. */
  public static Optional<ProxyServer> parse(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      String authority = uri.getRawAuthority();
      if (!"http".equals(uri.getScheme()) || authority == null) {
        return Optional.empty();
      }
      int at = authority.lastIndexOf('@');
      if (!ServerUrl.isAuthority(authority.substring(at + 1))) {
        return Optional.empty();
      }
      Optional<Secret> userInfo =
          Optional.of(authority.substring(0, Math.max(at, 0)))
              .filter(login -> at >= 0)
              .map(ProxyServer::decoded)
              .map(Secret::new);
      return ServerUrl.host(uri).map(host -> new ProxyServer(host, ServerUrl.port(uri), userInfo));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * All parts of the text that may be a user or a password, whether it is a proxy address or not:
   * as written, decoded, and as in the header.
   */
  static List<Secret> logins(String text) {
    Matcher login = LOGIN.matcher(text);
    if (!login.find()) {
      return List.of();
    }
    String raw = login.group(1);
    return Stream.concat(
            Stream.of(raw.split(":", 2)).flatMap(part -> Stream.of(part, decoded(part))),
            Stream.of(Base64.getEncoder().encodeToString(decoded(raw).getBytes(UTF_8))))
        .filter(part -> !part.isBlank())
        .distinct()
        .map(Secret::new)
        .toList();
  }

  /** A plus sign stands for itself here, not for a blank as in forms. */
  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  /** An address for a message, unchanged if it cannot contain a password. */
  public static String shown(String text) {
    return PLAIN.matcher(text).matches() ? text : "(not shown)";
  }

  /** The value of the header {@code Proxy-Authorization}. */
  public Optional<Secret> authorization() {
    return userInfo.map(
        info ->
            new Secret(
                "Basic " + Base64.getEncoder().encodeToString(info.reveal().getBytes(UTF_8))));
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
