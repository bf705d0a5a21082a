package io.github.rolecall.page.number;

import org.jspecify.annotations.Nullable;

/** What the project uses of {@link java.math.BigInteger}. */
public final class BrowserBigInteger extends Number {
  private static final long serialVersionUID = 1;

  private static final String LAST_LONG = "9223372036854775807";

  /** The magnitude of the first {@code long}. */
  private static final String FIRST_LONG = "9223372036854775808";

  private final String text;

  /**
   * @param text as in JSON: digits without needless zeros, perhaps after a minus sign
   */
  public BrowserBigInteger(String text) {
    this.text = text;
  }

  /** Tells only whether the number fits into a {@code long}: then it is 63, or else 64. */
  public int bitLength() {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    String last = negative ? FIRST_LONG : LAST_LONG;
    boolean fits =
        digits.length() < last.length()
            || (digits.length() == last.length() && digits.compareTo(last) <= 0);
    return fits ? Long.SIZE - 1 : Long.SIZE;
  }

  /**
   * @throws NumberFormatException if it does not fit into a {@code long}
   */
  @Override
  public long longValue() {
    return Long.parseLong(text);
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
    return other instanceof BrowserBigInteger number && text.equals(number.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
