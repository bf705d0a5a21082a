package io.github.rolecall.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What stands at a path. */
public enum FileKind {
  REGULAR("it is a regular file"),
  FOLDER("it is a folder"),
  LINK("it is a symbolic link"),
  PIPE("it is a named pipe, which Rolecall does not open"),
  SOCKET("it is a socket"),
  DEVICE("it is a device, which Rolecall does not open"),
  OTHER("it is not a regular file");

  private static final int TYPE = 0170000;

  private final String reason;

  FileKind(String reason) {
    this.reason = reason;
  }

  /** Why a file of this kind is not read, in words. */
  public String reason() {
    return reason;
  }

  /**
   * Looks, and opens nothing.
   *
   * @param links whether a link is followed
   * @throws IOException when nothing is there, or it cannot be looked at
   */
  public static FileKind of(Path path, LinkOption... links) throws IOException {
    var seen = Files.readAttributes(path, BasicFileAttributes.class, links);
    if (seen.isRegularFile()) {
      return REGULAR;
    }
    if (seen.isDirectory()) {
      return FOLDER;
    }
    return seen.isSymbolicLink() ? LINK : special(path, links);
  }

  private static FileKind special(Path path, LinkOption... links) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return OTHER;
    }
    return switch ((Integer) Files.getAttribute(path, "unix:mode", links) & TYPE) {
      case 0010000 -> PIPE;
      case 0140000 -> SOCKET;
      case 0020000, 0060000 -> DEVICE;
      default -> OTHER;
    };
  }
}
