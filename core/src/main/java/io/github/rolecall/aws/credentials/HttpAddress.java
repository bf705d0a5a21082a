package io.github.rolecall.aws.credentials;

import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;

/** Addresses of servers as users give them. */
public final class HttpAddress {
  private HttpAddress() {}

  /**
   * The address of a path on a server.
   *
   * @param name what says where the server is, for messages
   * @param base the URL of the server; slashes at its end do not count
   * @param path begins with a slash
   * @throws CredentialsException with {@link InputProblem.Invalid} when the base is no URL of HTTP
   */
  public static URI of(String name, String base, String path) {
    URI server = ServerUrl.of(name, base);
    if (server.getRawQuery() != null) {
      throw new CredentialsException(
          new InputProblem.Invalid(name, base, "a URL without a query, https://host"));
    }
    return URI.create(server.toString().replaceFirst("/+$", "") + path);
  }
}
