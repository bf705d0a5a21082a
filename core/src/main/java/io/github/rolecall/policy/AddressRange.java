package io.github.rolecall.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation; a range that cannot be read contains nothing. */
record AddressRange(Optional<byte[]> address, int prefix) {
  /** Only what cannot be the name of a host, so that nothing is looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  static AddressRange parse(String text) {
    String[] parts = text.strip().split("/", 2);
    Optional<byte[]> address = address(parts[0]);
    int bits = address.map(bytes -> bytes.length * 8).orElse(0);
    try {
      int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
      return prefix >= 0 && prefix <= bits
          ? new AddressRange(address, prefix)
          : new AddressRange(Optional.empty(), 0);
    } catch (NumberFormatException e) {
      return new AddressRange(Optional.empty(), 0);
    }
  }

  boolean contains(String text) {
    Optional<byte[]> other = address(text.strip());
    if (address.isEmpty() || other.isEmpty() || other.get().length != address.get().length) {
      return false;
    }
    int free = address.get().length * 8 - prefix;
    return new BigInteger(1, address.get())
        .shiftRight(free)
        .equals(new BigInteger(1, other.get()).shiftRight(free));
  }

  private static Optional<byte[]> address(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text).getAddress())
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
