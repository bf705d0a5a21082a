package io.github.rolecall.extension;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.LegacySupport;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * The proxy by which Maven reaches HTTPS addresses, for the calls of the core to STS and
 * CodeArtifact. Maven has decrypted its password.
 */
final class SettingsProxy {
  private final LegacySupport builds;

  /**
   * @param builds knows the settings of the build, which has none while Maven loads extensions
   */
  SettingsProxy(LegacySupport builds) {
    this.builds = builds;
  }

  /** Adds the proxy and the hosts that are reached without it, if Maven uses one. */
  void add(
      CodeArtifactAddress address, RepositorySystemSession session, Map<String, String> question) {
    List<String> direct = new ArrayList<>();
    for (String service : Arrays.asList("sts", "codeartifact")) {
      String host = service + "." + address.region() + ".amazonaws.com";
      RemoteRepository asked =
          new RemoteRepository.Builder("rolecall", "default", "https://" + host + "/").build();
      Proxy proxy = session.getProxySelector().getProxy(asked);
      if (proxy == null) {
        direct.add(host);
      } else {
        question.put("proxy", url(new RemoteRepository.Builder(asked).setProxy(proxy), session));
        question.put("proxyExceptions", exceptions(proxy).orElse(""));
      }
    }
    if (question.getOrDefault("proxyExceptions", "").isEmpty()) {
      question.put("proxyExceptions", String.join(",", direct));
    }
  }

  private static String url(RemoteRepository.Builder builder, RepositorySystemSession session) {
    RemoteRepository asked = builder.build();
    Proxy proxy = asked.getProxy();
    String login = "";
    try (AuthenticationContext context = AuthenticationContext.forProxy(session, asked)) {
      if (context != null) {
        String user = context.get(AuthenticationContext.USERNAME);
        String password = context.get(AuthenticationContext.PASSWORD);
        login = user == null ? "" : encoded(user) + ":" + encoded(password) + "@";
      }
    }
    return "http://" + login + proxy.getHost() + ":" + proxy.getPort();
  }

  private static String encoded(@Nullable String text) {
    try {
      return text == null ? "" : URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<String> exceptions(Proxy proxy) {
    MavenSession build = builds.getSession();
    if (build == null) {
      return Optional.empty();
    }
    return build.getRequest().getProxies().stream()
        .filter(org.apache.maven.settings.Proxy::isActive)
        .filter(set -> proxy.getHost().equals(set.getHost()) && proxy.getPort() == set.getPort())
        .findFirst()
        .map(org.apache.maven.settings.Proxy::getNonProxyHosts)
        .map(hosts -> hosts.replace('|', ','));
  }
}
