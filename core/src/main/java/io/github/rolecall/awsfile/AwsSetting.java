package io.github.rolecall.awsfile;

import java.util.Optional;

/**
 * A setting of a section.
 *
 * @param sub the key below the key, as {@code endpoint_url} below {@code sts}
 * @param value may be a secret
 * @param line where it stands, counted from 1; 0 for one that is still to be written
 */
public record AwsSetting(String key, Optional<String> sub, String value, int line) {

  /** One to be written. */
  public static AwsSetting of(String key, String value) {
    return new AwsSetting(key, Optional.empty(), value, 0);
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return key + sub.map(name -> "." + name).orElse("");
  }
}
