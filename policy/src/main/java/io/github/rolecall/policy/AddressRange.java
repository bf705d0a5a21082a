package io.github.rolecall.policy;

import java.util.Optional;

/**
 * A range of IP addresses in CIDR notation; a range that cannot be read contains nothing. Addresses
 * are parsed here, because a browser has no parser for them, and the JDK's parser would look up a
 * host name.
 *
 * @param length the bits of an address; 0 for an invalid range
 * @param start the common first bits, as zeros and ones
 */
record AddressRange(int length, String start) {
  /** The prefix of an IPv4 address that is written as IPv6. */
  private static final String MAPPED = "0".repeat(80) + "1".repeat(16);

  static AddressRange parse(String text) {
    String[] parts = text.trim().split("/", 2);
    String bits = bits(parts[0]).orElse("");
    int prefix = bits.length();
    if (parts.length == 2) {
      prefix = parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
    }
    return prefix <= bits.length()
        ? new AddressRange(bits.length(), bits.substring(0, prefix))
        : new AddressRange(0, "");
  }

  boolean contains(String address) {
    return bits(address.trim())
        .filter(bits -> bits.length() == length && bits.startsWith(start))
        .isPresent();
  }

  private static Optional<String> bits(String text) {
    if (!text.contains(":")) {
      return four(text);
    }
    // Its last 32 bits may be written as an IPv4 address.
    int end = text.lastIndexOf(':') + 1;
    return four(text.substring(end))
        .map(bits -> text.substring(0, end) + group(bits, 0) + ":" + group(bits, 16))
        .or(() -> Optional.of(text))
        .flatMap(AddressRange::six)
        .map(bits -> bits.startsWith(MAPPED) ? bits.substring(MAPPED.length()) : bits);
  }

  private static Optional<String> four(String text) {
    return numbers(text.split("\\.", -1), "\\d{1,3}", 10, 8).filter(bits -> bits.length() == 32);
  }

  private static Optional<String> six(String text) {
    String[] halves = text.split("::", -1);
    Optional<String> head = groups(halves[0]);
    Optional<String> tail = halves.length == 2 ? groups(halves[1]) : Optional.of("");
    if (halves.length > 2 || head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int missing = 128 - head.get().length() - tail.get().length();
    // Two colons replace one or more groups.
    boolean whole = halves.length == 2 ? missing >= 16 : missing == 0;
    return whole ? Optional.of(head.get() + "0".repeat(missing) + tail.get()) : Optional.empty();
  }

  private static Optional<String> groups(String text) {
    return text.isEmpty()
        ? Optional.of("")
        : numbers(text.split(":", -1), "[0-9A-Fa-f]{1,4}", 16, 16);
  }

  /**
   * All numbers, each with this many bits; empty if one of them is not a number or is too large.
   */
  private static Optional<String> numbers(String[] texts, String form, int radix, int bits) {
    var all = new StringBuilder();
    for (String text : texts) {
      int number = text.matches(form) ? Integer.parseInt(text, radix) : -1;
      if (number < 0 || number >> bits > 0) {
        return Optional.empty();
      }
      all.append(Integer.toBinaryString(1 << bits | number).substring(1));
    }
    return Optional.of(all.toString());
  }

  private static String group(String bits, int from) {
    return Integer.toHexString(Integer.parseInt(bits.substring(from, from + 16), 2));
  }
}
