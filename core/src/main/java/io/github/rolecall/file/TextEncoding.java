package io.github.rolecall.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * How a text is written that a person saved. PowerShell writes what a program prints in UTF-16;
 * anything else must be UTF-8.
 */
public final class TextEncoding {
  private TextEncoding() {}

  /** The text, without a mark at its beginning. */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // Windows writes it before UTF-8, too, where it says nothing.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What the mark says; without one, two bytes for a first character that needs only one. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return UTF_8;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      return UTF_16;
    }
    if (first == 0 && second != 0) {
      return UTF_16BE;
    }
    return first != 0 && second == 0 ? UTF_16LE : UTF_8;
  }
}
