package io.github.rolecall.page.regex;

import org.jspecify.annotations.Nullable;

/** A compiled regular expression. */
interface Expression {
  /**
   * Looks for the first match that begins at an index, or after it.
   *
   * @return the start and the end of the match and of each group, -1 for a group that took no part;
   *     null if there is no match
   */
  int @Nullable [] find(String text, int from);
}
