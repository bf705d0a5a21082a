package io.github.rolecall.text;

/** A text in one of the ways in which it can be read, to look for parts of secrets in it. */
final class Reading {
  private final TracedText traced;
  private final String text;
  private final Grams grams;

  /**
   * Reads it.
   *
   * @param text of the same length as the traced one
   */
  Reading(TracedText traced, String text) {
    this.traced = traced;
    this.text = text;
    this.grams = new Grams(text);
  }

  /** With one alphabet of Base64 instead of two. */
  Reading ofBase64() {
    return new Reading(traced, text.replace('-', '+').replace('_', '/'));
  }

  /** Marks where the form stands, or so many characters of it one after the other. */
  void find(String form, int enough, boolean[] marks) {
    int piece = Math.min(enough, form.length());
    if (piece < Grams.LENGTH || text.length() < piece) {
      return;
    }
    for (int at = 0; at + piece <= form.length(); at++) {
      if (grams.mayHave(form, at)) {
        mark(form.substring(at, at + piece), marks);
      }
    }
  }

  private void mark(String part, boolean[] marks) {
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + 1)) {
      traced.mark(i, i + part.length(), marks);
    }
  }

  /** Marks a word that is no part of another one. */
  void findWord(String word, boolean[] marks) {
    for (int i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
      int end = i + word.length();
      boolean alone =
          (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
              && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
      if (alone) {
        traced.mark(i, end, marks);
      }
    }
  }
}
