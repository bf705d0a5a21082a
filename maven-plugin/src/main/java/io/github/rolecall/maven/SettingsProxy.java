package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** The proxy of settings.xml, for those who have told Maven of it and nobody else. */
final class SettingsProxy {
  private final Settings settings;
  private final SettingsDecrypter decrypter;

  SettingsProxy(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  /** The environment, with the proxy in it if neither it nor the inputs name another. */
  Map<String, String> in(Map<String, String> environment, Inputs inputs) {
    Proxy encrypted = settings.getActiveProxy();
    if (encrypted == null || inputs.has(Input.HTTP_PROXY) || namesProxy(environment)) {
      return environment;
    }
    Proxy proxy = decrypter.decrypt(new DefaultSettingsDecryptionRequest(encrypted)).getProxy();
    var variables = new HashMap<>(environment);
    variables.put("HTTPS_PROXY", url(proxy));
    if (absent(environment, "NO_PROXY", "no_proxy")) {
      Optional.ofNullable(proxy.getNonProxyHosts())
          .ifPresent(hosts -> variables.put("NO_PROXY", hosts.replace('|', ',')));
    }
    return variables;
  }

  private static boolean namesProxy(Map<String, String> environment) {
    return !absent(environment, "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");
  }

  private static boolean absent(Map<String, String> environment, String... names) {
    return Stream.of(names).allMatch(name -> environment.getOrDefault(name, "").isBlank());
  }

  private static String url(Proxy proxy) {
    return "http://" + userInfo(proxy) + proxy.getHost() + ":" + proxy.getPort();
  }

  private static String userInfo(Proxy proxy) {
    return proxy.getUsername() == null
        ? ""
        : encoded(proxy.getUsername()) + ":" + encoded(proxy.getPassword()) + "@";
  }

  private static String encoded(@Nullable String text) {
    return text == null ? "" : URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
