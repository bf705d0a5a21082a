package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.util.Map;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProxyTest {
  private static final Inputs NONE = Inputs.of(FrontEnd.MAVEN, Map.of(), Map.of());

  private final Proxy proxy = new Proxy();
  private final Settings settings = new Settings();

  SettingsProxyTest() {
    proxy.setHost("proxy.example.com");
    proxy.setPort(3128);
    settings.addProxy(proxy);
  }

  @Test
  void standsInForTheVariable() {
    assertEquals(Map.of("HTTPS_PROXY", "http://proxy.example.com:3128"), in(Map.of(), NONE));
  }

  @Test
  void hostsWithoutProxyAndUserComeAlong() {
    proxy.setNonProxyHosts("localhost|*.example.org");
    proxy.setUsername("me@work");
    proxy.setPassword("p:ss");
    assertEquals(
        Map.of(
            "HTTPS_PROXY", "http://me%40work:p%3Ass@proxy.example.com:3128",
            "NO_PROXY", "localhost,*.example.org"),
        in(Map.of(), NONE));
  }

  @Test
  void exceptionsOfTheEnvironmentStay() {
    proxy.setNonProxyHosts("localhost");
    assertEquals("intranet", in(Map.of("no_proxy", "intranet"), NONE).get("no_proxy"));
    assertEquals(null, in(Map.of("no_proxy", "intranet"), NONE).get("NO_PROXY"));
  }

  @Test
  void anInactiveOneIsNone() {
    proxy.setActive(false);
    assertEquals(Map.of(), in(Map.of(), NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"})
  void theEnvironmentGoesFirst(String variable) {
    Map<String, String> environment = Map.of(variable, "http://other.example.com:8080");
    assertEquals(environment, in(environment, NONE));
  }

  @Test
  void theInputGoesFirst() {
    var inputs = Inputs.of(FrontEnd.MAVEN, Map.of(Input.HTTP_PROXY, "http://other:8080"), Map.of());
    assertEquals(Map.of(), in(Map.of(), inputs));
  }

  private Map<String, String> in(Map<String, String> environment, Inputs inputs) {
    return new SettingsProxy(settings, new PlainDecrypter()).in(environment, inputs);
  }
}
