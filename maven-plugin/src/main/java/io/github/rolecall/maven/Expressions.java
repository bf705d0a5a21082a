package io.github.rolecall.maven;

import io.github.rolecall.model.Secret;
import io.github.rolecall.session.Assumed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The expressions <code>${credentials.accessKeyId}</code> and similar ones in the configuration of
 * goals. Rolecall replaces them when the goal starts. They are not Maven properties, so that only
 * goals that contain them can print or store the values.
 */
final class Expressions {
  private static final String PREFIX = "${credentials.";
  private final Map<String, String> values;

  private Expressions(Map<String, String> values) {
    this.values = values;
  }

  static Expressions of(Assumed assumed) {
    var values = new LinkedHashMap<String, String>();
    values.put("accessKeyId", assumed.credentials().accessKeyId());
    values.put("secretAccessKey", assumed.credentials().secretAccessKey().reveal());
    values.put("sessionToken", assumed.credentials().sessionToken().map(Secret::reveal).orElse(""));
    values.put("region", assumed.region());
    return new Expressions(values);
  }

  /** Replaces these expressions with other expressions, which Ant evaluates. */
  static Expressions as(String prefix) {
    var values = new LinkedHashMap<String, String>();
    for (String name : List.of("accessKeyId", "secretAccessKey", "sessionToken", "region")) {
      values.put(name, "${" + prefix + name + "}");
    }
    return new Expressions(values);
  }

  /** The values by the names in those other expressions. */
  Map<String, String> named(String prefix) {
    var properties = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> properties.put(prefix + name, value));
    return properties;
  }

  static boolean in(Xpp3Dom dom) {
    boolean here = dom.getValue() != null && dom.getValue().contains(PREFIX);
    for (String name : dom.getAttributeNames()) {
      here |= dom.getAttribute(name).contains(PREFIX);
    }
    for (Xpp3Dom child : dom.getChildren()) {
      here |= in(child);
    }
    return here;
  }

  void replace(Xpp3Dom dom) {
    if (dom.getValue() != null && dom.getValue().contains(PREFIX)) {
      dom.setValue(replaced(dom.getValue()));
    }
    for (String name : dom.getAttributeNames()) {
      String value = dom.getAttribute(name);
      if (value.contains(PREFIX)) {
        dom.setAttribute(name, replaced(value));
      }
    }
    for (Xpp3Dom child : dom.getChildren()) {
      replace(child);
    }
  }

  private String replaced(String text) {
    String result = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      result = result.replace(PREFIX + value.getKey() + "}", value.getValue());
    }
    return result;
  }
}
