package io.github.rolecall.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://sts.example.com, sts.example.com, 443",
    "http://local_stack:4566, local_stack, 4566",
    "http://_x_/path?a=b, _x_, 80",
    "https://[::1]:8443/, [::1], 8443",
    "http://[fe80::1%25eth0], [fe80::1%25eth0], 80",
    "https://bücher.example, xn--bcher-kva.example, 443",
    "http://bücher.example:65535/ü, xn--bcher-kva.example, 65535",
    "http://127.0.0.1:1, 127.0.0.1, 1",
    "http://host:, host, 80",
    "HTTPS://HOST, HOST, 443",
  })
  void hasAHostAndAPort(String text, String host, int port) {
    URI url = ServerUrl.of("--sts-endpoint", text);
    assertEquals(Optional.of(host), ServerUrl.host(url));
    assertEquals(port, ServerUrl.port(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "::",
        "http://",
        "https://[::1",
        "http:///path",
        "host",
        "host:80",
        "//host",
        "ftp://host",
        "mailto:a@b",
        "http://host:0",
        "http://host:-1",
        "http://host:65536",
        "http://host:99999999999999999999",
        "http://host:80x",
        "http://ho st",
        "http://host/a b",
        "http://user@host",
        "http://user:pass@local_stack",
        "http://host#part",
        "http://host/%",
        "http://ho%73t",
        "http://a@b@c",
        "http://host\u0000",
        "http://ho\\st",
        "http://\u202e.example",
        "http://ü..example",
        "jar:file:/x!/y",
        "http://[zz]"
      })
  void anythingElseIsRefusedByItsName(String text) {
    var e = assertThrows(CredentialsException.class, () -> ServerUrl.of("AWS_ENDPOINT_URL", text));
    InputProblem.Invalid problem = assertInstanceOf(InputProblem.Invalid.class, e.problem());
    assertTrue(problem.what(FrontEnd.COMMAND).startsWith("AWS_ENDPOINT_URL must be a URL"));
    assertTrue(!problem.value().contains("pass"), problem.value());
  }

  @Test
  void aProxyMayHaveAnUnderscoreInItsName() {
    ProxyServer proxy = ProxyServer.parse("http://user:p%40ss@corp_proxy:3128").orElseThrow();
    assertEquals("http://corp_proxy:3128", proxy.toString());
    assertEquals("user:p@ss", proxy.userInfo().orElseThrow().reveal());
    assertEquals(Optional.empty(), ProxyServer.parse("http://corp_proxy:0"));
    assertEquals(Optional.empty(), ProxyServer.parse("http://corp_proxy:70000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local_stack", "local_stack:4566", "stack", "*"})
  void aHostWithAnUnderscoreMayBeReachedWithoutTheProxy(String exception) {
    var proxy = ProxyServer.parse("proxy:3128");
    var proxies = new Proxies(proxy, proxy, Proxies.exceptions(exception));
    assertEquals(
        exception.equals("stack"), proxies.on(URI.create("http://local_stack:4566/")).isPresent());
  }
}
