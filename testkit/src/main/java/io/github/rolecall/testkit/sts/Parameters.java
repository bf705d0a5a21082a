package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of one call in the AWS Query protocol.
 *
 * @param values by name, in order of arrival
 */
public record Parameters(Map<String, String> values) {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Copies the values and keeps their order. */
  public Parameters {
    values = new LinkedHashMap<>(values);
  }

  /** The parameters of a request: the form in its body, or its query when it is a GET. */
  public static Parameters of(Request request) {
    boolean isForm = request.headers().first("content-type").orElse("").startsWith(FORM);
    String form = request.method().equals("GET") ? request.query() : isForm ? request.body() : "";
    return decode(form);
  }

  /** The parameters in URL-encoded text, such as a query. */
  public static Parameters decode(String form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        values.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Parameters(values);
  }

  /** The parameter, if it was sent; it may be empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The operation that is called; empty when none is named. */
  public String action() {
    return get("Action").orElse("");
  }

  /** The values without the token, which nothing but STS should keep. */
  public Map<String, String> redacted() {
    Map<String, String> copy = new LinkedHashMap<>(values);
    copy.replace("WebIdentityToken", "<token>");
    return copy;
  }

  /** A list of structures: {@code name.member.N.Field}, in the order of N. */
  List<Map<String, String>> structures(String name) {
    Map<Integer, Map<String, String>> members = new TreeMap<>();
    String prefix = name + ".member.";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            String rest = key.substring(prefix.length());
            int dot = rest.indexOf('.');
            members
                .computeIfAbsent(
                    index(dot < 0 ? rest : rest.substring(0, dot)), n -> new LinkedHashMap<>())
                .put(dot < 0 ? "" : rest.substring(dot + 1), value);
          }
        });
    return new ArrayList<>(members.values());
  }

  /** A list of texts: {@code name.member.N}, in the order of N. */
  List<String> texts(String name) {
    return structures(name).stream().map(member -> member.getOrDefault("", "")).toList();
  }

  private static int index(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  /** The code is AWS's; the text was never seen. */
  private static Refusal malformed() {
    return Refusal.of(400, "MalformedInput", "The request could not be read.");
  }
}
