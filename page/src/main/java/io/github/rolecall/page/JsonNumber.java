package io.github.rolecall.page;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A number in a JSON text. */
final class JsonNumber {
  /** The limit of the parser in the other modules. */
  private static final int LONGEST = 1000;

  private static final int DIGITS_OF_AN_INTEGER = 9;
  private static final int DIGITS_OF_A_LONG = 18;

  private final JsonCharacters text;
  private final StringBuilder read = new StringBuilder();
  private int digits;

  JsonNumber(JsonCharacters text) {
    this.text = text;
  }

  /**
   * Returns an Integer, Long or BigInteger, the smallest that holds it; a BigDecimal for a
   * fraction.
   */
  Number read() {
    if (text.peek() == '-') {
      read.append(text.next());
    }
    if (text.peek() == '0') {
      read.append(text.next());
      digits++;
      if (JsonCharacters.isDigit(text.peek())) {
        throw text.fault("a number begins with 0");
      }
    } else {
      digits();
    }
    boolean whole = true;
    if (text.peek() == '.') {
      whole = false;
      read.append(text.next());
      digits();
    }
    if (text.peek() == 'e' || text.peek() == 'E') {
      whole = false;
      read.append(text.next());
      if (text.peek() == '+' || text.peek() == '-') {
        read.append(text.next());
      }
      digits();
    }
    if (!text.atEnd() && " \t\r\n,]}".indexOf(text.peek()) < 0) {
      throw text.unexpected("the end of the number");
    }
    return whole ? integer() : fraction();
  }

  private void digits() {
    if (!JsonCharacters.isDigit(text.peek())) {
      throw text.unexpected("a digit");
    }
    while (JsonCharacters.isDigit(text.peek())) {
      read.append(text.next());
      digits++;
      if (digits > LONGEST) {
        throw text.fault("a number has more than " + LONGEST + " digits");
      }
    }
  }

  private BigDecimal fraction() {
    try {
      return new BigDecimal(read.toString());
    } catch (NumberFormatException e) {
      throw text.fault("a number is too large");
    }
  }

  private Number integer() {
    String number = read.toString();
    if (digits <= DIGITS_OF_AN_INTEGER) {
      return Integer.parseInt(number);
    }
    if (digits <= DIGITS_OF_A_LONG) {
      long value = Long.parseLong(number);
      return value == (int) value ? (Number) (int) value : (Number) value;
    }
    var value = new BigInteger(number);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }
}
