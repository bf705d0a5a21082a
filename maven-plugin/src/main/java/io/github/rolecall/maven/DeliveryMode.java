package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How later goals get the credentials. */
enum DeliveryMode {
  /** As environment variables of processes, and system properties of Maven's JVM. */
  ENV,
  /** As a profile of the AWS files. */
  FILE,
  /** As the URL and the authorization token of an endpoint. */
  ENDPOINT;

  static DeliveryMode of(Inputs inputs, DeliveryMode standard) {
    List<String> words = Stream.of(values()).map(DeliveryMode::word).toList();
    return valueOf(inputs.choice(Input.EXPORT, words, standard.word()).toUpperCase(Locale.ROOT));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The XML element, as in a pom. */
  @Override
  public String toString() {
    return "<export>" + word() + "</export>";
  }
}
