package io.github.rolecall.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation; a range that cannot be read contains nothing. Addresses
 * are read by hand, because a browser cannot, and a JDK would look up what it takes for a name.
 *
 * @param bits of an address, as zeros and ones; empty for none
 */
record AddressRange(Optional<String> bits, int prefix) {
  private static final String BYTE = "(\\d{1,3})";
  private static final Pattern FOUR = Pattern.compile(String.join("\\.", BYTE, BYTE, BYTE, BYTE));

  /** How IPv6 writes an IPv4 address. */
  private static final String MAPPED = "0".repeat(80) + "1".repeat(16);

  static AddressRange parse(String text) {
    String[] parts = text.trim().split("/", 2);
    Optional<String> bits = bits(parts[0]);
    int length = bits.map(String::length).orElse(0);
    int prefix =
        parts.length == 1 ? length : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
    return prefix >= 0 && prefix <= length
        ? new AddressRange(bits, prefix)
        : new AddressRange(Optional.empty(), 0);
  }

  boolean contains(String address) {
    Optional<String> other = bits(address.trim());
    return bits.isPresent()
        && other.filter(all -> all.length() == bits.get().length()).isPresent()
        && other.get().startsWith(bits.get().substring(0, prefix));
  }

  private static Optional<String> bits(String text) {
    if (!text.contains(":")) {
      return four(text);
    }
    // Its last 32 bits may be written as an IPv4 address.
    int end = text.lastIndexOf(':') + 1;
    Optional<String> last = four(text.substring(end));
    return last.map(bits -> text.substring(0, end) + group(bits, 0) + ":" + group(bits, 16))
        .or(() -> Optional.of(text))
        .flatMap(AddressRange::six)
        .map(bits -> bits.startsWith(MAPPED) ? bits.substring(MAPPED.length()) : bits);
  }

  private static Optional<String> four(String text) {
    Matcher matcher = FOUR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var bits = new StringBuilder();
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(matcher.group(i));
      if (part > 255) {
        return Optional.empty();
      }
      bits.append(binary(part, 8));
    }
    return Optional.of(bits.toString());
  }

  private static Optional<String> six(String text) {
    String[] halves = text.split("::", -1);
    Optional<String> head = groups(halves[0]);
    Optional<String> tail = halves.length == 2 ? groups(halves[1]) : Optional.of("");
    if (halves.length > 2 || head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int missing = 128 - head.get().length() - tail.get().length();
    // Two colons stand for one group at least.
    boolean whole = halves.length == 2 ? missing >= 16 : missing == 0;
    return whole ? Optional.of(head.get() + "0".repeat(missing) + tail.get()) : Optional.empty();
  }

  private static Optional<String> groups(String text) {
    var bits = new StringBuilder();
    for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
      if (!group.matches("[0-9A-Fa-f]{1,4}")) {
        return Optional.empty();
      }
      bits.append(binary(Integer.parseInt(group, 16), 16));
    }
    return Optional.of(bits.toString());
  }

  private static String binary(int number, int digits) {
    return Integer.toBinaryString(1 << digits | number).substring(1);
  }

  private static String group(String bits, int from) {
    return Integer.toHexString(Integer.parseInt(bits.substring(from, from + 16), 2));
  }
}
