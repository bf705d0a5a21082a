package io.github.rolecall.export.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The folders that were made for a file, so that they can be removed again. */
final class MadeFolders {
  private final FileOwnership ownership;

  /** The innermost first. */
  private final Deque<Path> made = new ArrayDeque<>();

  MadeFolders(FileOwnership ownership) {
    this.ownership = ownership;
  }

  /** Makes the folder and those above it, if they are not there. False: it is no folder. */
  synchronized boolean make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return true;
    }
    if (folder.getParent() != null && !make(folder.getParent())) {
      return false;
    }
    try {
      Files.createDirectory(folder, SecureFile.ownerOnly(folder, "rwx------"));
      made.addFirst(folder);
      ownership.give(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.isDirectory(folder);
    }
  }

  /** A process that is dead made the folder, for the same purpose. */
  synchronized void adopt(Path folder) {
    if (!made.contains(folder)) {
      made.addFirst(folder);
    }
  }

  /** Removes those in which nothing is. */
  synchronized void removeEmpty() throws IOException {
    while (!made.isEmpty()) {
      try {
        Files.deleteIfExists(made.getFirst());
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      made.removeFirst();
    }
  }
}
