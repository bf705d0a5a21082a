package io.github.rolecall.codeartifact;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import java.util.Map;
import java.util.stream.Stream;

/** The proxy of the settings of Maven, for users who have configured one only there. */
final class MavenProxy {
  private MavenProxy() {}

  /**
   * Returns the host with this proxy, if neither the environment nor the inputs name another.
   *
   * @param question with {@code proxy}, the address of the proxy, and {@code proxyExceptions}
   */
  static Host in(Host host, Map<String, String> question) {
    String proxy = question.getOrDefault("proxy", "");
    boolean other =
        question.containsKey("credentials." + Input.HTTP_PROXY.parameter())
            || anySet(host, "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");
    if (proxy.isEmpty() || other) {
      return host;
    }
    Host behind = host.with("HTTPS_PROXY", proxy);
    String exceptions = question.getOrDefault("proxyExceptions", "");
    return exceptions.isEmpty() || anySet(host, "NO_PROXY", "no_proxy")
        ? behind
        : behind.with("NO_PROXY", exceptions);
  }

  private static boolean anySet(Host host, String... names) {
    return Stream.of(names).anyMatch(name -> host.variable(name).isPresent());
  }
}
