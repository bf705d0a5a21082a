package io.github.rolecall.network;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a server, as users give it. {@link URI#getHost} and {@link URI#getPort} are not asked:
 * they know no host that has an underscore in its name, as those of Docker Compose have.
 */
public final class ServerUrl {
  private static final int MOST = 65_535;

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<host>\\[[\\p{XDigit}:.]+(?:%25[\\w.-]+)?]|[A-Za-z0-9._-]+)(?::(?<port>\\d*))?");

  private ServerUrl() {}

  /**
   * The URL, with a host that has letters beyond ASCII in its ASCII form.
   *
   * @param name what holds the text, for messages
   * @throws CredentialsException with {@link InputProblem.Invalid} for anything but a URL of HTTP
   *     with a host, a port that there can be, and neither user nor fragment
   */
  public static URI of(String name, String text) {
    return parse(text)
        .orElseThrow(() -> invalid(name, text, "a URL, https://host or http://host:port"));
  }

  /** What is no such URL; it is not shown if there may be a password in it. */
  public static CredentialsException invalid(String name, String text, String expected) {
    return new CredentialsException(
        new InputProblem.Invalid(name, text.contains("@") ? "(not shown)" : text, expected));
  }

  /**
   * The address of a path on a server.
   *
   * @param base the URL of the server; slashes at its end do not count
   * @param path begins with a slash
   * @throws CredentialsException with {@link InputProblem.Invalid}, for a URL with a query too
   */
  public static URI of(String name, String base, String path) {
    URI server = of(name, base);
    if (server.getRawQuery() != null) {
      throw new CredentialsException(
          new InputProblem.Invalid(name, base, "a URL without a query, https://host"));
    }
    return URI.create(server.toString().replaceFirst("/+$", "") + path);
  }

  /** The same as a URL; empty for what is none. */
  public static Optional<URI> parse(String text) {
    try {
      URI url = URI.create(text.strip());
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      String authority = url.getRawAuthority();
      if (!http || authority == null || url.getRawFragment() != null) {
        return Optional.empty();
      }
      String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
      return Optional.of(ascii(authority))
          .filter(ServerUrl::isAuthority)
          .map(ascii -> URI.create(scheme + "://" + ascii + url.getRawPath() + query));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Names of servers may have letters of any script; what is asked for has not. */
  private static String ascii(String authority) {
    if (authority.chars().allMatch(c -> c < 0x80)) {
      return authority;
    }
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return IDN.toASCII(host) + (colon < 0 ? "" : authority.substring(colon));
  }

  /** Whether this is a host, with or without a port that there can be. */
  static boolean isAuthority(String text) {
    Matcher parts = AUTHORITY.matcher(text);
    return parts.matches() && isPort(parts.group("port"));
  }

  private static boolean isPort(String digits) {
    return digits == null
        || digits.isEmpty()
        || (digits.length() <= 5
            && Integer.parseInt(digits) > 0
            && Integer.parseInt(digits) <= MOST);
  }

  /**
   * The host; empty where the address has none, or a port that there cannot be. An IPv6 address has
   * its brackets.
   */
  public static Optional<String> host(URI address) {
    return part(address, "host");
  }

  /** The port, or that of the scheme. */
  public static int port(URI address) {
    return part(address, "port")
        .filter(digits -> !digits.isEmpty())
        .map(Integer::parseInt)
        .orElse("https".equalsIgnoreCase(address.getScheme()) ? 443 : 80);
  }

  private static Optional<String> part(URI address, String name) {
    String text = address.getRawAuthority() == null ? "" : address.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(text.substring(text.lastIndexOf('@') + 1));
    return parts.matches() && isPort(parts.group("port"))
        ? Optional.ofNullable(parts.group(name))
        : Optional.empty();
  }
}
