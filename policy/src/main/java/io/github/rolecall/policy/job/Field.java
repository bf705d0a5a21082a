package io.github.rolecall.policy.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form.
 *
 * @param name unique in its form
 * @param label for users
 * @param example of what users know
 * @param standard the value of an empty field, {@code ""} if it may have none; empty: the field
 *     must be filled in
 * @param choices the values and their labels, if there are only these
 * @param when the field is part of the form only if this holds: {@code runs_for=branch}
 * @param folded whether few users need it
 */
record Field(
    String name,
    String label,
    String example,
    Shape shape,
    Optional<String> standard,
    Map<String, String> choices,
    Optional<String> when,
    boolean folded) {

  /** A field that must be filled in. */
  static Field text(String name, String label, String example, Shape shape) {
    return new Field(
        name, label, example, shape, Optional.empty(), Map.of(), Optional.empty(), false);
  }

  /**
   * A choice; the first one is the standard.
   *
   * @param choices values and labels in turn
   */
  static Field choice(String name, String label, String... choices) {
    var labels = new LinkedHashMap<String, String>();
    for (int i = 0; i < choices.length; i += 2) {
      labels.put(choices[i], choices[i + 1]);
    }
    return new Field(
        name,
        label,
        choices[0],
        Shape.TEXT,
        Optional.of(choices[0]),
        labels,
        Optional.empty(),
        false);
  }

  /** The same field, only where another field has this value: {@code runs_for=branch}. */
  Field when(String condition) {
    return new Field(
        name, label, example, shape, standard, choices, Optional.of(condition), folded);
  }

  /** The same field, empty for most jobs. */
  Field orNothing() {
    return new Field(name, label, example, shape, Optional.of(""), choices, when, true);
  }

  /** The same field among those that most users see. */
  Field unfold() {
    return new Field(name, label, example, shape, standard, choices, when, false);
  }

  /** The same field among those that few users need. */
  Field fold() {
    return new Field(name, label, example, shape, standard, choices, when, true);
  }

  /** The same field, with its example as the value that most jobs have. */
  Field usually() {
    return new Field(name, label, example, shape, Optional.of(example), choices, when, true);
  }

  /** Whether the field is part of the form with these values of the fields before it. */
  boolean shown(Map<String, String> values) {
    return when.isEmpty() || Template.holds(when.get(), values);
  }

  /** Whether an empty text is no mistake. */
  boolean mayBeEmpty() {
    return standard.isPresent();
  }

  /** The value for what the user wrote; empty if it is none. */
  Optional<String> read(String text) {
    return choices.isEmpty() ? shape.read(text) : Optional.of(text).filter(choices::containsKey);
  }

  /** What is expected, as a sentence. */
  String expected() {
    return choices.isEmpty()
        ? label + ": expected " + shape.expected() + ", such as " + example + "."
        : label + ": expected one of " + String.join(", ", choices.keySet()) + ".";
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", name);
    json.put("label", label);
    json.put("example", example);
    json.put("standard", standard.orElse(null));
    json.put("optional", mayBeEmpty());
    json.put("folded", folded);
    json.put("when", when.orElse(null));
    json.put(
        "choices",
        choices.entrySet().stream()
            .map(choice -> labelled(choice.getKey(), choice.getValue()))
            .toList());
    return json;
  }

  private static Map<String, String> labelled(String value, String label) {
    var choice = new LinkedHashMap<String, String>();
    choice.put("value", value);
    choice.put("label", label);
    return choice;
  }
}
