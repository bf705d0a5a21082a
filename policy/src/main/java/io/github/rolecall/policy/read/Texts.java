package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Unresolved;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The CloudFormation functions that join and split texts. */
final class Texts {
  private final References references;
  private final Intrinsics intrinsics;

  Texts(References references, Intrinsics intrinsics) {
    this.references = references;
    this.intrinsics = intrinsics;
  }

  /** {@code Fn::Sub}: a text, or a text and the values of some of its names. */
  JsonValue sub(JsonValue argument) {
    String text = (argument.isArray() ? item(argument, 0) : argument).text();
    JsonValue own = item(argument, 1);
    var filled = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        break;
      }
      String name = text.substring(at + 2, end).trim();
      filled.append(text, from, at).append(value(name, own));
      Intrinsics.bounded(filled.toString());
      from = end + 1;
    }
    return JsonValue.of(filled.append(text.substring(from)).toString());
  }

  private String value(String name, JsonValue own) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (own.has(name)) {
      return intrinsics.text(own.path(name), name);
    }
    boolean attribute = name.contains(".");
    JsonValue value = attribute ? references.attribute(JsonValue.of(name)) : references.of(name);
    return value.isScalar() ? value.text() : Unresolved.named(name);
  }

  JsonValue join(JsonValue argument) {
    JsonValue parts = intrinsics.resolve(item(argument, 1));
    if (!parts.isArray()) {
      return parts.isString() ? parts : intrinsics.unresolved("Fn::Join", JsonValue.NULL);
    }
    String separator = item(argument, 0).text();
    return JsonValue.of(
        Intrinsics.bounded(
            parts.items().stream()
                .map(part -> intrinsics.text(part, "Fn::Join"))
                .collect(Collectors.joining(separator))));
  }

  /** {@code Fn::Split}. A text with unknown parts cannot be split: they may contain separators. */
  JsonValue split(JsonValue argument) {
    String separator = item(argument, 0).text();
    String text = intrinsics.text(item(argument, 1), "Fn::Split");
    List<String> unknown = Unresolved.in(text);
    boolean whole = unknown.stream().anyMatch(place -> place.contains(separator));
    if (separator.isEmpty() || whole || unknown.contains(text)) {
      return unknown.isEmpty()
          ? intrinsics.unresolved("Fn::Split", JsonValue.NULL)
          : JsonValue.of(unknown.get(0));
    }
    return JsonValue.array(
        Stream.of(text.split(Pattern.quote(separator), -1)).map(JsonValue::of).toList());
  }

  JsonValue select(JsonValue argument) {
    JsonValue list = intrinsics.resolve(item(argument, 1));
    String number = intrinsics.text(item(argument, 0), "Fn::Select");
    OptionalLong index =
        number.matches("\\d{1,4}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    boolean known = list.isArray() && index.isPresent() && index.getAsLong() < list.items().size();
    if (known) {
      return list.items().get((int) index.getAsLong());
    }
    return list.isString() && Unresolved.has(list.text())
        ? list
        : intrinsics.unresolved("Fn::Select", JsonValue.NULL);
  }

  static JsonValue item(JsonValue list, int index) {
    return index < list.items().size() ? list.items().get(index) : JsonValue.MISSING;
  }
}
