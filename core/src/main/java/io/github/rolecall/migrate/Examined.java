package io.github.rolecall.migrate;

import java.util.List;

/**
 * What came of the text of a file.
 *
 * @param uses how often the action is used in it
 * @param changed how many of them are changed
 * @param after the new text, the same where nothing is changed
 */
record Examined(int uses, int changed, String after, List<Note> notes) {}
