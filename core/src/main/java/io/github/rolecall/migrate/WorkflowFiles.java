package io.github.rolecall.migrate;

import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;

import io.github.rolecall.file.FileFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The workflows and actions below a folder. Links are not followed. */
final class WorkflowFiles {
  private static final Pattern YAML = Pattern.compile(".+\\.ya?ml");
  private static final Pattern ACTION = Pattern.compile("action\\.ya?ml");

  /** Folders with files of others, which the next installation or checkout writes anew. */
  private static final Set<String> NOT_ENTERED = Set.of(".git", "node_modules");

  private final SortedSet<Path> found = new TreeSet<>();
  private final SortedMap<Path, String> unreadable = new TreeMap<>();

  /** Looks below the folder, or takes the file, whatever its name is. */
  void add(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      found.add(path);
      return;
    }
    Files.walkFileTree(
        path.toRealPath(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
            return NOT_ENTERED.contains(name(folder)) ? SKIP_SUBTREE : CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            if (isOurs(file)) {
              found.add(file);
            }
            return CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.put(file, FileFailure.reason(failure));
            return CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
              unreadable.put(folder, FileFailure.reason(failure));
            }
            return CONTINUE;
          }
        });
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  private static boolean isOurs(Path file) {
    Path folder = file.getParent();
    boolean workflow =
        folder != null
            && name(folder).equals("workflows")
            && folder.getParent() != null
            && name(folder.getParent()).equals(".github")
            && YAML.matcher(name(file)).matches();
    return workflow || ACTION.matcher(name(file)).matches();
  }

  SortedSet<Path> found() {
    return found;
  }

  /** What could not be looked at, each with the reason. */
  SortedMap<Path, String> unreadable() {
    return unreadable;
  }
}
