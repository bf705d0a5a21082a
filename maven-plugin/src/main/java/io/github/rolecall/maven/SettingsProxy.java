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

/** Uses the proxy of settings.xml, for users who configured a proxy only in Maven. */
record SettingsProxy(Settings settings, SettingsDecrypter decrypter) {

  /**
   * Returns the environment with this proxy, if neither the environment nor the inputs name
   * another.
   */
  Map<String, String> in(Map<String, String> environment, Inputs inputs) {
    Proxy encrypted = settings.getActiveProxy();
    if (encrypted == null
        || inputs.has(Input.HTTP_PROXY)
        || !absent(environment, "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")) {
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

  private static boolean absent(Map<String, String> environment, String... names) {
    return Stream.of(names).allMatch(name -> environment.getOrDefault(name, "").isBlank());
  }

  private static String url(Proxy proxy) {
    String user =
        proxy.getUsername() == null
            ? ""
            : encoded(proxy.getUsername()) + ":" + encoded(proxy.getPassword()) + "@";
    return "http://" + user + proxy.getHost() + ":" + proxy.getPort();
  }

  private static String encoded(@Nullable String text) {
    return text == null ? "" : URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
