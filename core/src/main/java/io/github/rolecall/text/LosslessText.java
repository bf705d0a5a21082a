package io.github.rolecall.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Text of files that others write: UTF-8, and bytes that are none come out again as they were. Such
 * a byte is a lone surrogate in between, which no valid text has.
 */
public final class LosslessText {
  private static final char FIRST = '\uDC80';
  private static final char LAST = '\uDCFF';
  private static final int HIGH = FIRST - 0x80;

  private LosslessText() {}

  /** The text of these bytes. */
  public static String of(byte[] bytes) {
    // Unlike a decoder of String, it says where a byte is wrong.
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    for (CoderResult result = decoder.decode(in, out, true);
        result.isMalformed();
        result = decoder.decode(in, out, true)) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (HIGH + (in.get() & 0xFF)));
      }
      decoder.reset();
    }
    return out.flip().toString();
  }

  /** The bytes of this text. */
  public static byte[] bytes(String text) {
    var out = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isByte(c)) {
        out.writeBytes(text.substring(start, i).getBytes(UTF_8));
        out.write(c - HIGH);
        start = i + 1;
      }
    }
    out.writeBytes(text.substring(start).getBytes(UTF_8));
    return out.toByteArray();
  }

  /** Whether all of it was UTF-8. */
  public static boolean isWhole(String text) {
    return text.codePoints().noneMatch(LosslessText::isByte);
  }

  private static boolean isByte(int c) {
    return c >= FIRST && c <= LAST;
  }
}
