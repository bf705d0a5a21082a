package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.file.Special;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the files that a killed process left behind. */
class StaleFilesTest {
  @TempDir private Path folder;
  private Path file;
  private Path left;

  @BeforeEach
  void leave() throws IOException {
    file = folder.resolve("credentials");
    left = folder.resolve(".credentials." + UUID.randomUUID());
    Files.writeString(left, "secret");
  }

  @Test
  void theNextWriteRemovesIt() {
    new SecureFile(file).write("new");
    assertFalse(Files.exists(left));
  }

  @Test
  void whoRemovesTheFileRemovesItToo() throws IOException {
    Files.writeString(file, "old");
    new SecureFile(file).delete();
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileOfAProjectLeavesNoneEither() {
    new PlainFile(file).write("new");
    assertFalse(Files.exists(left));
  }

  @Test
  void thatOfAWriterWhoLivesStays() throws IOException {
    try (FileChannel channel = FileChannel.open(left, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      new SecureFile(file).write("new");
      assertTrue(Files.exists(left));
    }
    new SecureFile(file).write("newer");
    assertFalse(Files.exists(left));
  }

  @Test
  void ourOwnStaysWhileItIsWritten() throws IOException {
    try (FileBeside beside = FileBeside.of(file)) {
      StaleFiles.remove(file);
      assertTrue(Files.exists(beside.path()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".credentials.lock",
        ".credentials.notes",
        ".config.00000000-0000-0000-0000-000000000000",
        "credentials.00000000-0000-0000-0000-000000000000",
        ".credentials.00000000-0000-0000-0000-000000000000.bak"
      })
  void whatIsCalledOtherwiseStays(String name) throws IOException {
    Path other = Files.writeString(folder.resolve(name), "of somebody");
    new SecureFile(file).write("new");
    assertEquals("of somebody", Files.readString(other));
  }

  /** Opening such a file would block forever. */
  @ParameterizedTest
  @EnumSource(Special.class)
  void whatIsNoRegularFileStays(Special special) throws IOException {
    Files.delete(left);
    special.at(left);
    new SecureFile(file).write("new");
    assertEquals("new", Files.readString(file));
    assertTrue(Files.exists(left, NOFOLLOW_LINKS));
  }
}
