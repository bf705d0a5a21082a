package io.github.rolecall.maven;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With {@code -X}, everything in Maven's JVM logs all it can, and AWS SDKs then log the requests
 * that they sign, session tokens among the headers. Maven's logger reads a level for a name from
 * the system properties when the first logger of that name is made.
 */
final class SdkLoggers {
  /** Of the SDKs, and of the HTTP clients under them. */
  private static final List<String> NAMES =
      List.of(
          "software.amazon.awssdk",
          "com.amazonaws",
          "org.apache.http.headers",
          "org.apache.http.wire",
          "org.apache.http.impl.conn",
          "org.apache.hc.client5.http.headers",
          "org.apache.hc.client5.http.wire",
          "io.netty");

  /** The prefixes of Maven 3 and of Maven 4. */
  private static final List<String> PREFIXES =
      List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

  private SdkLoggers() {}

  /** The properties that keep them from logging more than without {@code -X}. */
  static Map<String, Optional<String>> quiet() {
    var properties = new LinkedHashMap<String, Optional<String>>();
    for (String prefix : PREFIXES) {
      NAMES.forEach(name -> properties.put(prefix + name, Optional.of("info")));
    }
    return properties;
  }
}
