package io.github.rolecall.config;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where a value of a file stands.
 *
 * @param line 0: it says nothing to the user
 * @param embedded whether it stands in a text, so that its own lines say nothing
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
