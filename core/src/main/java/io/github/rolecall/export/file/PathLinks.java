package io.github.rolecall.export.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The symbolic links in the path of a file, in the order in which the operating system follows
 * them, including links in the target of a link.
 */
final class PathLinks {
  /** The limit of Linux. */
  private static final int MOST = 40;

  /** Decides whether to refuse a link. */
  @FunctionalInterface
  interface Rule {
    boolean refuses(Path link, Path folder) throws IOException;
  }

  private PathLinks() {}

  /** Returns the first link that the rule refuses; empty when there is none. */
  static Optional<Path> refused(Path file, Rule rule) throws IOException {
    Deque<Path> ahead = new ArrayDeque<>();
    file.forEach(ahead::add);
    Path root = file.getRoot();
    Path place = root;
    int links = 0;
    while (!ahead.isEmpty() && place != null) {
      Path next = place.resolve(ahead.pop());
      if (next.endsWith("..")) {
        place = place.getParent() == null ? root : place.getParent();
      } else if (!Files.isSymbolicLink(next)) {
        place = next.normalize();
      } else if (++links > MOST || rule.refuses(next, place)) {
        return Optional.of(next);
      } else {
        Path target = Files.readSymbolicLink(next);
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          ahead.push(target.getName(i));
        }
        place = target.isAbsolute() ? target.getRoot() : place;
      }
    }
    return Optional.empty();
  }
}
