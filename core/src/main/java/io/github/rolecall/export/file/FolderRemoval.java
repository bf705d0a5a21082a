package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Removes a folder with everything in it. It follows no link, and where the system allows it, no
 * link that replaces a folder meanwhile: each folder is opened once, and its entries are removed
 * through that opening. Root would otherwise remove files that the user of the folder could not.
 */
final class FolderRemoval {
  private FolderRemoval() {}

  static void remove(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> around = Files.newDirectoryStream(parent)) {
      if (around instanceof SecureDirectoryStream<Path> secure) {
        removeFolder(secure, folder.getFileName());
      } else {
        Files.walkFileTree(folder, new Remover());
      }
    }
  }

  private static void removeFolder(SecureDirectoryStream<Path> around, Path name)
      throws IOException {
    try (SecureDirectoryStream<Path> entries = around.newDirectoryStream(name, NOFOLLOW_LINKS)) {
      for (Path entry : entries) {
        Path file = entry.getFileName();
        BasicFileAttributes attributes =
            entries
                .getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
        if (attributes.isDirectory()) {
          removeFolder(entries, file);
        } else {
          entries.deleteFile(file);
        }
      }
    }
    around.deleteDirectory(name);
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
