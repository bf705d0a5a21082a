package io.github.rolecall.page.number;

import org.jspecify.annotations.Nullable;

/** What the project uses of {@link java.math.BigDecimal}. */
public final class BrowserBigDecimal extends Number implements Comparable<BrowserBigDecimal> {
  private static final long serialVersionUID = 1;

  private static final int DIGITS_OF_AN_EXPONENT = 10;

  private final boolean negative;

  /** Without zeros at the beginning; {@code 0} for zero. */
  private final String digits;

  /** How many of the digits, and of zeros before them, are a fraction. */
  private final int scale;

  /**
   * @throws NumberFormatException where {@link java.math.BigDecimal} has it; unlike that, it takes
   *     only digits of ASCII
   */
  public BrowserBigDecimal(String text) {
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int letter = Math.max(text.indexOf('e'), text.indexOf('E'));
    String mantissa = text.substring(sign, letter < 0 ? text.length() : letter);
    int point = mantissa.indexOf('.');
    String all =
        point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
    long fraction = point < 0 ? 0 : mantissa.length() - point - 1;
    long scaled = fraction - (letter < 0 ? 0 : exponent(text.substring(letter + 1)));
    if (!isDigits(all) || scaled != (int) scaled) {
      throw new NumberFormatException(text);
    }
    digits = withoutZeros(all);
    negative = text.startsWith("-") && !digits.equals("0");
    scale = (int) scaled;
  }

  private static long exponent(String text) {
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    String all = text.substring(sign);
    if (!isDigits(all) || withoutZeros(all).length() > DIGITS_OF_AN_EXPONENT) {
      throw new NumberFormatException(text);
    }
    long value = Long.parseLong(withoutZeros(all)) * (text.startsWith("-") ? -1 : 1);
    if (value != (int) value) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String withoutZeros(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  public static BrowserBigDecimal valueOf(long number) {
    return new BrowserBigDecimal(String.valueOf(number));
  }

  public BrowserBigDecimal min(BrowserBigDecimal other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public BrowserBigDecimal max(BrowserBigDecimal other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(BrowserBigDecimal other) {
    int signs = Integer.compare(sign(), other.sign());
    return signs != 0 || isZero() ? signs : sign() * compareMagnitude(other);
  }

  private boolean isZero() {
    return digits.equals("0");
  }

  private int sign() {
    return isZero() ? 0 : negative ? -1 : 1;
  }

  /** Of numbers with as many digits before the point, the digits are compared as texts. */
  private int compareMagnitude(BrowserBigDecimal other) {
    int lengths = Long.compare(exponent(), other.exponent());
    if (lengths != 0) {
      return lengths;
    }
    int longer = Math.max(digits.length(), other.digits.length());
    return Integer.signum(padded(longer).compareTo(other.padded(longer)));
  }

  private String padded(int length) {
    return digits + "0".repeat(length - digits.length());
  }

  /** The exponent when one digit is before the point. */
  private long exponent() {
    return digits.length() - 1L - scale;
  }

  /**
   * The number without its fraction.
   *
   * @throws NumberFormatException if it does not fit
   */
  @Override
  public long longValue() {
    if (isZero() || exponent() < 0) {
      return 0;
    }
    if (exponent() > 18) {
      throw new NumberFormatException(toString());
    }
    int length = (int) exponent() + 1;
    String whole = length < digits.length() ? digits.substring(0, length) : padded(length);
    return Long.parseLong(negative ? "-" + whole : whole);
  }

  @Override
  public int intValue() {
    return (int) longValue();
  }

  @Override
  public double doubleValue() {
    return longValue();
  }

  @Override
  public float floatValue() {
    return longValue();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrowserBigDecimal number
        && number.negative == negative
        && number.scale == scale
        && number.digits.equals(digits);
  }

  @Override
  public int hashCode() {
    return 31 * digits.hashCode() + scale;
  }

  /** See {@link java.math.BigDecimal#toString}. */
  @Override
  public String toString() {
    String sign = negative ? "-" : "";
    if (scale >= 0 && exponent() >= -6) {
      String all = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
      int point = all.length() - scale;
      return sign + all.substring(0, point) + (scale == 0 ? "" : "." + all.substring(point));
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign
        + digits.charAt(0)
        + fraction
        + (exponent() == 0 ? "" : (exponent() < 0 ? "E" : "E+") + exponent());
  }
}
