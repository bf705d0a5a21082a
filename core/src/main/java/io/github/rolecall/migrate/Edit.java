package io.github.rolecall.migrate;

import java.util.Comparator;
import java.util.List;

/** A part of a text that becomes another one; nothing else of it changes. */
record Edit(int start, int end, String replacement) {
  static String applied(String text, List<Edit> edits) {
    var changed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::start).reversed())
        .forEach(edit -> changed.replace(edit.start(), edit.end(), edit.replacement()));
    return changed.toString();
  }
}
