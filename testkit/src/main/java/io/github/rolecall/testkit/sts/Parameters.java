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
 * @param values the values by name, in the order in which they were sent
 */
public record Parameters(Map<String, String> values) {
  private static final String FORM = "application/x-www-form-urlencoded";

  public Parameters {
    values = new LinkedHashMap<>(values);
  }

  /** The parameters of a request: the query of a GET request, or the form in the body. */
  public static Parameters of(Request request) {
    boolean isForm = request.headers().first("content-type").orElse("").startsWith(FORM);
    String form = request.method().equals("GET") ? request.query() : isForm ? request.body() : "";
    return decode(form);
  }

  /** The parameters in a URL-encoded text, such as a query. */
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

  /** The value of a parameter, if it was sent. The value may be empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The called operation; empty if the request has no {@code Action}. */
  public String action() {
    return get("Action").orElse("");
  }

  /** The values without the web identity token, for the log of calls. */
  public Map<String, String> redacted() {
    Map<String, String> copy = new LinkedHashMap<>(values);
    copy.replace("WebIdentityToken", "<token>");
    return copy;
  }

  /** A list of structures, {@code name.member.N.Field}, sorted by N. */
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

  /** A list of strings, {@code name.member.N}, sorted by N. */
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

  /** The error code is that of AWS. The message is our own, because we do not know that of AWS. */
  private static Refusal malformed() {
    return Refusal.of(400, "MalformedInput", "The request could not be read.");
  }
}
