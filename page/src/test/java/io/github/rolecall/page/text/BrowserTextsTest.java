package io.github.rolecall.page.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The texts of the page beside those of Java. */
class BrowserTextsTest {
  /** Bytes at the limits of what may follow what, and of letters. */
  private static final int[] BYTES = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed,
    0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xff
  };

  private static void assertSameText(byte... bytes) {
    assertEquals(new String(bytes, UTF_8), Utf8.decode(bytes), () -> Arrays.toString(bytes));
  }

  @Test
  void everyFourBytesAtTheLimitsAreReadAsInJava() {
    for (int a : BYTES) {
      assertSameText((byte) a);
      for (int b : BYTES) {
        assertSameText((byte) a, (byte) b);
        for (int c : BYTES) {
          assertSameText((byte) a, (byte) b, (byte) c);
          for (int d : BYTES) {
            assertSameText((byte) a, (byte) b, (byte) c, (byte) d);
          }
        }
      }
    }
  }

  @Test
  void everyLetterIsReadAsInJava() {
    for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
      String text = Character.toString(letter);
      if (letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE) {
        assertEquals(text, Utf8.decode(text.getBytes(UTF_8)));
      }
    }
  }

  @Test
  void longTextsAreReadAsInJava() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[40];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) BYTES[random.nextInt(BYTES.length)];
      }
      assertSameText(bytes);
    }
  }

  @Test
  void encodedAddressesAreReadAsInJava() {
    for (String text :
        List.of("", "a b", "a+b", "%41", "%c3%A9!", "%E2%82%ac%20", "é%", "%", "%4", "%%", "%zz")) {
      assertSameDecoded(text);
    }
    var random = new Random(8);
    String letters = "%%%%%0123456789abcdefABCDEF+-g é";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertSameDecoded(text.toString());
    }
  }

  private static void assertSameDecoded(String text) {
    assertEquals(
        orRefused(() -> URLDecoder.decode(text, UTF_8)),
        orRefused(() -> BrowserURLDecoder.decode(text, UTF_8)),
        text);
  }

  private static String orRefused(Supplier<String> decoded) {
    try {
      return decoded.get();
    } catch (IllegalArgumentException e) {
      return "refused";
    }
  }

  @Test
  void thereIsNoOtherCharset() {
    assertThrows(
        UnsupportedOperationException.class, () -> BrowserURLDecoder.decode("%41", ISO_8859_1));
  }
}
