package io.github.rolecall.packagemanager;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of an XML text, as places in the text.
 *
 * @param whole from its first tag to its last one
 * @param content between the tags; empty for a single tag such as {@code <servers/>}
 */
record XmlElement(
    String name,
    List<Attribute> attributes,
    Span whole,
    Optional<Span> content,
    List<XmlElement> children) {

  /** A part of a text. */
  record Span(int start, int end) {
    String of(String text) {
      return text.substring(start, end);
    }
  }

  /**
   * An attribute.
   *
   * @param value without the quotation marks
   */
  record Attribute(String name, Span value) {}

  /** Returns the place of the value of an attribute. */
  Optional<Span> attribute(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(Attribute::value)
        .findFirst();
  }

  /** Returns the children with this name. */
  Stream<XmlElement> all(String name) {
    return children.stream().filter(child -> child.name().equals(name));
  }

  Optional<XmlElement> first(String name) {
    return all(name).findFirst();
  }
}
