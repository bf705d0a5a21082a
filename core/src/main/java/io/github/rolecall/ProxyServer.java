package io.github.rolecall;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param userInfo {@code user:password}, for Basic authentication
 */
public record ProxyServer(String host, int port, Optional<Secret> userInfo) {

  /** {@code http://[user:password@]host[:port]}, the scheme optional; empty for anything else. */
  public static Optional<ProxyServer> parse(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      Optional<Secret> userInfo =
          Optional.ofNullable(uri.getRawUserInfo())
              // A plus sign stands for itself here, not for a blank as in forms.
              .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
              .map(Secret::new);
      return Optional.of(new ProxyServer(uri.getHost(), port, userInfo));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value of the header {@code Proxy-Authorization}. */
  public Optional<Secret> authorization() {
    return userInfo.map(
        info ->
            new Secret(
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(info.reveal().getBytes(StandardCharsets.UTF_8))));
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
