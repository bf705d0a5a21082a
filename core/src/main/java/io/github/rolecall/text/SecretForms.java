package io.github.rolecall.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds secrets in a text in every encoding: plain, in both alphabets of Base64, alone or within
 * other data, escaped for a URL, for JSON or XML, and with line breaks.
 */
final class SecretForms {
  /** The limit of nested encodings. */
  private static final int DEEPEST = 3;

  /** Anything shorter may be a part of other words. It counts only as a separate word. */
  private static final int SHORTEST_PART = 8;

  private static final int SHORTEST_IN_BASE64 = 4;

  private final String text;
  private final boolean[] marks;
  private final List<Reading> words = new ArrayList<>();
  private final List<Reading> squeezed = new ArrayList<>();
  private final List<Reading> base64;

  SecretForms(String text) {
    this.text = text;
    this.marks = new boolean[text.length()];
    TracedText reading = TracedText.of(text);
    read(reading);
    for (int i = 0; i < DEEPEST; i++) {
      TracedText decoded = reading.decoded();
      if (decoded.length() == reading.length()) {
        break;
      }
      read(decoded);
      reading = decoded;
    }
    base64 = squeezed.stream().map(Reading::ofBase64).toList();
  }

  private void read(TracedText reading) {
    words.add(new Reading(reading, reading.toString()));
    TracedText dense = reading.squeezed();
    squeezed.add(new Reading(dense, dense.toString()));
  }

  /**
   * Adds a secret to find.
   *
   * @param piece how many characters of it are enough
   */
  void find(String secret, int piece) {
    if (secret.length() < SHORTEST_PART) {
      words.forEach(reading -> reading.findWord(secret, marks));
    } else {
      // Form encoding writes a space as a plus sign.
      Stream.of(TracedText.of(secret).squeezed().toString(), secret.replace(' ', '+'))
          .distinct()
          .forEach(form -> squeezed.forEach(reading -> reading.find(form, piece, marks)));
    }
    base64(secret).forEach(form -> base64.forEach(reading -> reading.find(form, piece, marks)));
  }

  /**
   * Returns the parts of its Base64 that do not depend on the bytes around it, for each offset in
   * three bytes.
   */
  private static Stream<String> base64(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    return Stream.of(0, 1, 2)
        .filter(before -> bytes.length >= SHORTEST_IN_BASE64)
        .map(
            before -> {
              byte[] shifted = new byte[before + bytes.length];
              System.arraycopy(bytes, 0, shifted, before, bytes.length);
              String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
              return whole.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
            });
  }

  /** Returns the text with asterisks in place of the secrets. */
  String without() {
    var shown = new StringBuilder();
    for (int i = 0; i < marks.length; i++) {
      if (!marks[i]) {
        shown.append(text.charAt(i));
      } else if (i == 0 || !marks[i - 1]) {
        shown.append(Redaction.STARS);
      }
    }
    return shown.toString();
  }
}
