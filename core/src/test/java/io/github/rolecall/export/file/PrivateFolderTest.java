package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.problem.CredentialsException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  @TempDir private Path around;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyTheOwnerCanUseIt() throws IOException {
    PrivateFolder folder = PrivateFolder.in(around, "x-");
    folder.folder("sub");
    folder.write("sub/file", "a");
    folder.writeProgram("program", "b");
    folder.copy(folder.path().resolve("program"), "copy");
    assertEquals("rwx------", mode(folder.path()));
    assertEquals("rwx------", mode(folder.path().resolve("sub")));
    assertEquals("rw-------", mode(folder.path().resolve("sub/file")));
    assertEquals("rwx------", mode(folder.path().resolve("copy")));
    assertEquals("b", Files.readString(folder.path().resolve("copy")));
  }

  @Test
  void nothingIsReplaced() throws IOException {
    PrivateFolder folder = PrivateFolder.in(around, "x-");
    assertNotEquals(folder.path(), PrivateFolder.in(around, "x-").path());
    Path other = Files.writeString(around.resolve("other"), "kept");
    Files.createSymbolicLink(folder.path().resolve("link"), other);
    assertThrows(FileAlreadyExistsException.class, () -> folder.write("link", "a"));
    assertThrows(FileAlreadyExistsException.class, () -> folder.copy(other, "link"));
    assertEquals("kept", Files.readString(other));
  }

  @Test
  void removingFollowsNoLink() throws IOException {
    PrivateFolder folder = PrivateFolder.in(around, "x-");
    Path others = Files.createDirectory(around.resolve("others"));
    Files.writeString(others.resolve("file"), "kept");
    folder.folder("sub");
    folder.write("sub/file", "a");
    Files.createSymbolicLink(folder.path().resolve("sub/link"), others);
    Files.createSymbolicLink(folder.path().resolve("sub/file-link"), others.resolve("file"));
    folder.remove();
    assertFalse(Files.exists(folder.path()));
    assertTrue(Files.exists(others.resolve("file")));
    // Also if the folder itself has become a link.
    Files.createSymbolicLink(folder.path(), others);
    folder.remove();
    assertTrue(Files.exists(others.resolve("file")));
    assertThrows(CredentialsException.class, () -> PrivateFolder.of(folder.path()));
  }
}
