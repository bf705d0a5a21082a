package io.github.rolecall.network;

import io.github.rolecall.console.Console;
import io.github.rolecall.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which proxy leads to which address.
 *
 * @param exceptions hosts reached directly: {@code host}, {@code host:port}, {@code .domain},
 *     {@code *.domain}, {@code *}, and patterns such as {@code 10.*}, as in {@code nonProxyHosts}
 *     of Maven. A bare domain stands for its subdomains too, as in curl.
 * @param logins users and passwords of these proxies and of others that the job has, in every form
 *     in which something may print them
 */
public record Proxies(
    Optional<ProxyServer> forHttp,
    Optional<ProxyServer> forHttps,
    List<String> exceptions,
    List<Secret> logins) {
  /** Proxies without users and passwords. */
  public Proxies(
      Optional<ProxyServer> forHttp, Optional<ProxyServer> forHttps, List<String> exceptions) {
    this(forHttp, forHttps, exceptions, List.of());
  }

  public static Proxies none() {
    return new Proxies(Optional.empty(), Optional.empty(), List.of());
  }

  /** These with what must not be seen of the addresses that the user wrote. */
  public Proxies hiding(Stream<String> addresses) {
    Stream<Secret> hidden = addresses.flatMap(text -> ProxyServer.logins(text).stream());
    return new Proxies(forHttp, forHttps, exceptions, hidden.distinct().toList());
  }

  /** Hides users and passwords. It has to be called before anything is said. */
  public void mask(Console console) {
    logins.forEach(login -> console.hold(login.reveal()));
  }

  /** One text with commas or blanks between hosts. */
  public static List<String> exceptions(String text) {
    return Stream.of(text.split("[,\\s]+", -1)).filter(entry -> !entry.isEmpty()).toList();
  }

  /** The proxy on the way to that address; empty: none. */
  public Optional<ProxyServer> on(URI address) {
    if (exceptions.stream().anyMatch(exception -> covers(exception, address))) {
      return Optional.empty();
    }
    return "https".equals(address.getScheme()) ? forHttps : forHttp;
  }

  private static boolean covers(String exception, URI address) {
    if (exception.equals("*")) {
      return true;
    }
    String host = ServerUrl.host(address).orElse("").toLowerCase(Locale.ROOT);
    String pattern = exception.toLowerCase(Locale.ROOT);
    int colon = pattern.lastIndexOf(':');
    // A second colon belongs to an IPv6 address, whose port can only follow its bracket.
    boolean hasPort =
        colon > 0 && (pattern.indexOf(':') == colon || pattern.charAt(colon - 1) == ']');
    String port = String.valueOf(ServerUrl.port(address));
    if (hasPort && !pattern.substring(colon + 1).equals(port)) {
      return false;
    }
    String name = hasPort ? pattern.substring(0, colon) : pattern;
    if (name.indexOf('*', 1) > 0) {
      return glob(name).matcher(host).matches();
    }
    String domain = name.replaceFirst("^\\*?\\.?", "");
    return host.equals(domain) || host.equals("[" + domain + "]") || host.endsWith("." + domain);
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        Stream.of(pattern.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
