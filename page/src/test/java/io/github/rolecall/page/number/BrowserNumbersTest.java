package io.github.rolecall.page.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers of the page beside those of Java. */
class BrowserNumbersTest {
  private static final String CHARACTERS = "0001259..-+eE";

  private static List<String> texts() {
    var random = new Random(7);
    var texts =
        new ArrayList<>(
            List.of(
                "0",
                "-0",
                "0.0",
                "-0.00",
                "1e5",
                "1E+5",
                "1.50e3",
                "1e-7",
                "0.000001",
                "0.0000001",
                "123.456e-2",
                "1e2147483647",
                "1e2147483648",
                "1e-2147483648",
                "1.5e-2147483647",
                "1e-2147483647",
                "1e99999999999",
                "1e00000000000000005",
                "9223372036854775807",
                "-9223372036854775808",
                ".5",
                "5.",
                ".",
                "",
                "e5",
                "1e",
                "1e+",
                "1e+-5",
                "--1",
                "+1",
                "1_000",
                "0x10",
                " 1",
                "1.2.3",
                "1e5e5"));
    for (int i = 0; i < 4000; i++) {
      var text = new StringBuilder();
      for (int length = 1 + random.nextInt(7); length > 0; length--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String theirs(String text) {
    try {
      return new BigDecimal(text).toString();
    } catch (NumberFormatException e) {
      return "none";
    }
  }

  private static String ours(String text) {
    try {
      return new BrowserBigDecimal(text).toString();
    } catch (NumberFormatException e) {
      return "none";
    }
  }

  @Test
  void decimalsAreReadAndWrittenAsInJava() {
    for (String text : texts()) {
      assertEquals(theirs(text), ours(text), text);
    }
  }

  @Test
  @SuppressWarnings("BigDecimalEquals") // Its surprise is what is compared.
  void decimalsAreComparedAsInJava() {
    List<String> numbers = texts().stream().filter(text -> !theirs(text).equals("none")).toList();
    for (int i = 0; i < numbers.size() - 1; i++) {
      for (int j = i + 1; j < Math.min(numbers.size(), i + 40); j++) {
        String one = numbers.get(i);
        String other = numbers.get(j);
        assertEquals(
            new BigDecimal(one).compareTo(new BigDecimal(other)),
            new BrowserBigDecimal(one).compareTo(new BrowserBigDecimal(other)),
            one + " and " + other);
        assertEquals(
            new BigDecimal(one).equals(new BigDecimal(other)),
            new BrowserBigDecimal(one).equals(new BrowserBigDecimal(other)),
            one + " and " + other);
      }
    }
  }

  @Test
  void theWholePartOfADecimalIsThatOfJava() {
    var first = BigDecimal.valueOf(-62_167_219_200L);
    var last = BigDecimal.valueOf(253_402_300_799L);
    for (String text : texts()) {
      if (!theirs(text).equals("none")) {
        assertEquals(
            new BigDecimal(text).min(last).max(first).longValue(),
            new BrowserBigDecimal(text)
                .min(BrowserBigDecimal.valueOf(last.longValue()))
                .max(BrowserBigDecimal.valueOf(first.longValue()))
                .longValue(),
            text);
      }
    }
    assertEquals(5, new BrowserBigDecimal("5.9").intValue());
  }

  @Test
  void wholeNumbersKnowWhetherTheyFit() {
    for (String text :
        List.of(
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "1000000000000000000",
            "12345678901234567890123")) {
      var theirs = new BigInteger(text);
      var ours = new BrowserBigInteger(text);
      assertEquals(theirs.bitLength() < Long.SIZE, ours.bitLength() < Long.SIZE, text);
      assertEquals(theirs.toString(), ours.toString());
      if (theirs.bitLength() < Long.SIZE) {
        assertEquals(theirs.longValue(), ours.longValue());
      }
    }
    assertEquals(new BrowserBigInteger("1"), new BrowserBigInteger("1"));
    assertEquals(new BrowserBigInteger("1").hashCode(), new BrowserBigInteger("1").hashCode());
    assertNotEquals(new BrowserBigInteger("1"), new BrowserBigInteger("2"));
    assertEquals(new BrowserBigDecimal("1.0").hashCode(), new BrowserBigDecimal("01.0").hashCode());
  }
}
