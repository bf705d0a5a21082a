package io.github.rolecall.migrate;

/**
 * Something that a user should know of a line.
 *
 * @param line counted from 1
 * @param detail what it is about, such as the name of the runner; may be empty
 */
public record Note(NoteKind kind, int line, String detail) {}
