package io.github.rolecall.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final ProxyServer HTTP = ProxyServer.parse("http://proxy:81").orElseThrow();
  private static final ProxyServer HTTPS = ProxyServer.parse("http://proxy:82").orElseThrow();

  private static boolean direct(String exceptions, String address) {
    return new Proxies(Optional.of(HTTP), Optional.of(HTTPS), Proxies.exceptions(exceptions))
        .on(URI.create(address))
        .isEmpty();
  }

  @Test
  void eachSchemeHasItsProxy() {
    var proxies = new Proxies(Optional.of(HTTP), Optional.of(HTTPS), List.of());
    assertEquals(Optional.of(HTTP), proxies.on(URI.create("http://host/")));
    assertEquals(Optional.of(HTTPS), proxies.on(URI.create("https://host/")));
    assertEquals(Optional.empty(), Proxies.none().on(URI.create("https://host/")));
  }

  @ParameterizedTest
  @CsvSource({
    "*, https://anything/",
    "example.com, https://example.com/",
    "example.com, https://sub.example.com/",
    "EXAMPLE.com, https://Sub.Example.COM/",
    ".example.com, https://sub.example.com/",
    "*.example.com, https://a.b.example.com/",
    ".example.com, https://example.com/",
    "example.com:443, https://example.com/",
    "example.com:80, http://example.com/",
    "example.com:8443, https://example.com:8443/",
    "127.0.0.1, http://127.0.0.1:8080/",
    "[::1], http://[::1]:8080/",
    "::1, http://[::1]:8080/",
    "[::1]:8080, http://[::1]:8080/",
    "10.*, https://10.1.2.3/",
    "10.*:8443, https://10.1.2.3:8443/",
    "sts.*.amazonaws.com, https://sts.eu-central-1.amazonaws.com/",
    "*corp*, https://sts.corp.example/",
    "'other, example.com', https://example.com/",
    "'other example.com', https://example.com/"
  })
  void exceptionsAreReachedDirectly(String exceptions, String address) {
    assertEquals(true, direct(exceptions, address));
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://example.com/",
    "ample.com, https://example.com/",
    "example.co, https://example.com/",
    "sub.example.com, https://example.com/",
    "example.com:80, https://example.com/",
    "example.com:443, https://example.com:8443/",
    "example.com:8443, https://example.com/",
    "127.0.0.1, http://127.0.0.10/",
    "[::1]:8080, http://[::1]:8081/",
    "::2, http://[::1]/",
    "com.example, https://example.com/",
    "10.*, https://110.1.2.3/",
    "10.*, https://1.10.2.3/",
    "10.*:8443, https://10.1.2.3/",
    "sts.*.com, https://sts.amazonaws.com.cn/",
    "s?s.*, https://sts.example/",
    "a.*, https://ab/"
  })
  void othersGoThroughTheProxy(String exceptions, String address) {
    assertFalse(direct(exceptions, address));
  }

  @Test
  void exceptionsAreSeparatedByCommasAndBlanks() {
    assertEquals(List.of("a", "b", "c", "d"), Proxies.exceptions(" a,b , c\td,"));
    assertEquals(List.of(), Proxies.exceptions(""));
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy:3128, proxy, 3128",
    "proxy:3128, proxy, 3128",
    "http://proxy, proxy, 80",
    "http://proxy:3128/, proxy, 3128",
    "http://10.0.0.1:3128, 10.0.0.1, 3128",
    "http://[::1]:3128, [::1], 3128"
  })
  void aProxyIsAHostAndAPort(String text, String host, int port) {
    ProxyServer server = ProxyServer.parse(text).orElseThrow();
    assertEquals(host, server.host());
    assertEquals(port, server.port());
    assertEquals(Optional.empty(), server.authorization());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy:3128",
        "socks5://proxy",
        "http://",
        "http://a b",
        "http://:80",
        "%"
      })
  void otherTextsAreNoProxy(String text) {
    assertEquals(Optional.empty(), ProxyServer.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://user:pass@proxy:1 | user,pass,dXNlcjpwYXNz",
        "user:pass@proxy:1 | user,pass,dXNlcjpwYXNz",
        "socks5://us%40er:p%25@proxy | us%40er,us@er,p%25,p%,dXNAZXI6cCU=",
        "http://user@proxy:1 | user,dXNlcg==",
        "http://u:a@b:c@proxy | u,a@b:c,dTphQGI6Yw==",
        "http://u:%zz@proxy | u,%zz,dToleno=",
        "http://proxy:1 | ''"
      })
  void aLoginIsKnownInEveryForm(String text, String forms) {
    List<String> logins = ProxyServer.logins(text).stream().map(Secret::reveal).toList();
    assertEquals(forms, String.join(",", logins));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://proxy:3128", "proxy", "socks5://10.0.0.1:1/", "http://[::1]:1"})
  void anAddressIsShown(String text) {
    assertEquals(text, ProxyServer.shown(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://user:pass@proxy", "http://user:password", "user:password", "a b", "x@y"})
  void whatMayBeAPasswordIsNot(String text) {
    assertEquals("(not shown)", ProxyServer.shown(text));
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:pass@proxy:1, dXNlcjpwYXNz",
    "user:pass@proxy:1, dXNlcjpwYXNz",
    "http://user@proxy:1, dXNlcg==",
    "http://user:a%3Ab@proxy:1, dXNlcjphOmI=",
    "http://us%40er:p%25@proxy:1, dXNAZXI6cCU=",
    "http://user:a+b@proxy:1, dXNlcjphK2I=",
    "http://user:%C3%A4@proxy:1, dXNlcjrDpA=="
  })
  void userAndPasswordAreDecodedOnce(String text, String basic) {
    ProxyServer server = ProxyServer.parse(text).orElseThrow();
    assertEquals(Optional.of("Basic " + basic), server.authorization().map(Secret::reveal));
    assertEquals("http://proxy:1", server.toString());
  }
}
