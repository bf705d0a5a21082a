package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Given;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts values of a file to the text form of inputs: a list to one entry per line, a map to
 * JSON.
 */
final class InputText {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)\\}|\\$([A-Za-z_]\\w*)");

  private InputText() {}

  static String of(Setting setting, Input input) {
    if (input == Input.CUSTOM_TAGS && setting.isMap()) {
      var tags = new LinkedHashMap<String, String>();
      setting.keys().forEach((key, value) -> tags.put(key, value.text()));
      return JsonWriter.compact(tags);
    }
    if (input == Input.INLINE_SESSION_POLICY && !setting.isText()) {
      return JsonWriter.compact(setting.jsonObject());
    }
    if (input.kind() == Input.Kind.LIST && setting.isList()) {
      return setting.items().stream()
          .map(item -> item.filled().text())
          .collect(Collectors.joining("\n"));
    }
    return setting.text();
  }

  /**
   * Resolves a path, in which {@code ~} is the home folder and {@code $NAME} an environment
   * variable.
   */
  static String path(Setting setting, Host host) {
    String text = setting.text();
    String filled =
        VARIABLE
            .matcher(text)
            .replaceAll(
                found -> {
                  String name = found.group(1) == null ? found.group(2) : found.group(1);
                  return host.variable(name)
                      .map(Matcher::quoteReplacement)
                      .orElseThrow(
                          () -> setting.invalid(text, "a path with variables that are set"));
                });
    return filled.isBlank() ? "" : host.file(new Given(filled, setting.name())).toString();
  }
}
