package io.github.rolecall.aws;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.InputProblem;
import java.net.URI;

/** Addresses of servers as users give them. */
final class HttpAddress {
  private HttpAddress() {}

  /**
   * The address of a path on a server.
   *
   * @param name what says where the server is, for messages
   * @param base the URL of the server; slashes at its end do not count
   * @param path begins with a slash
   * @throws CredentialsException with {@link InputProblem.Invalid} when the base is no URL of HTTP
   */
  static URI of(String name, String base, String path) {
    try {
      URI address = URI.create(base.strip().replaceFirst("/+$", "") + path);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getRawAuthority() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(name, base);
    }
    throw wrong(name, base);
  }

  private static CredentialsException wrong(String name, String base) {
    return new CredentialsException(
        new InputProblem.Invalid(
            name,
            base.contains("@") ? "(not shown)" : base,
            "a URL, https://host or http://host:port"));
  }
}
