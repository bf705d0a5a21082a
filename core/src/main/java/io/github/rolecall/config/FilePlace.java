package io.github.rolecall.config;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The place of a value in a file.
 *
 * @param line 0: the line number would not help the user
 * @param embedded whether it is inside a text, so that it has no line number of its own
 */
record FilePlace(String file, String path, int line, boolean embedded) {

  /** For messages: {@code aws:region in Pulumi.dev.yaml, line 4}. */
  String name() {
    return path + " in " + lineOfFile();
  }

  String lineOfFile() {
    return line == 0 ? file : file + ", line " + line;
  }

  FilePlace named(String other) {
    return new FilePlace(file, other, line, embedded);
  }

  FilePlace key(String key, Node at, boolean inText) {
    return inside(path.isEmpty() ? key : path + "." + key, at, inText);
  }

  FilePlace item(int index, Node at, boolean inText) {
    return inside(path + "[" + index + "]", at, inText);
  }

  private FilePlace inside(String name, Node at, boolean inText) {
    return new FilePlace(file, name, inText ? line : YamlText.line(at), embedded || inText);
  }
}
