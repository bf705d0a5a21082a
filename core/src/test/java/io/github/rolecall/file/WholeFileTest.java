package io.github.rolecall.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void aRegularFileIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertEquals("text", WholeFile.text(file));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertEquals("text", WholeFile.text(link));
    assertEquals(
        "it is a symbolic link",
        FileFailure.reason(
            assertThrows(IOException.class, () -> WholeFile.text(link, NOFOLLOW_LINKS))));
  }

  /** Opening a pipe would wait for a writer, so this test would never end. */
  @ParameterizedTest
  @EnumSource(Special.class)
  void nothingElseIsOpened(Special special) throws IOException {
    Path path = special.at(folder.resolve("special"));
    var refusal = assertThrows(UnfitFileException.class, () -> WholeFile.bytes(path));
    String reason =
        switch (special) {
          case PIPE, LINK_TO_A_PIPE -> "it is a named pipe, which Rolecall does not open";
          case SOCKET -> "it is a socket";
          case FOLDER -> "it is a folder";
        };
    assertEquals(reason, FileFailure.reason(refusal));
    assertThrows(UnfitFileException.class, () -> WholeFile.bytesOrStream(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/full"})
  void noDeviceIsOpened(String device) {
    var refusal = assertThrows(UnfitFileException.class, () -> WholeFile.bytes(Path.of(device)));
    assertEquals("it is a device, which Rolecall does not open", FileFailure.reason(refusal));
  }

  @Test
  void whatIsTooLargeIsRefusedByName() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[WholeFile.LIMIT]);
    assertEquals(WholeFile.LIMIT, WholeFile.bytes(file).length);
    Files.write(file, new byte[WholeFile.LIMIT + 1]);
    var refusal = assertThrows(UnfitFileException.class, () -> WholeFile.bytes(file));
    assertEquals("it has more than 1 MiB", FileFailure.reason(refusal));
    assertEquals(WholeFile.LIMIT + 1, WholeFile.bytes(file, WholeFile.LIMIT_OF_LARGE).length);
    Files.write(file, new byte[WholeFile.LIMIT_OF_LARGE + 1]);
    refusal =
        assertThrows(
            UnfitFileException.class, () -> WholeFile.bytes(file, WholeFile.LIMIT_OF_LARGE));
    assertEquals("it has more than 4 MiB", FileFailure.reason(refusal));
  }

  @Test
  void descriptorsAreStreamsOfTheUser() {
    for (String name : new String[] {"/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"}) {
      assertTrue(WholeFile.isDescriptor(Path.of(name)), name);
    }
    for (String name : new String[] {"/dev/zero", "/dev/fd/", "/tmp/dev/stdin", "/dev/fd/1/x"}) {
      assertFalse(WholeFile.isDescriptor(Path.of(name)), name);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreNoText() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xFF});
    assertThrows(MalformedInputException.class, () -> WholeFile.text(file));
  }

  @Test
  void reasonsAreWordsWhereThereAreSome() {
    assertEquals(
        "its file system has no free space",
        FileFailure.reason(new IOException("No space left on device")));
    assertEquals(
        "its file system is read-only",
        FileFailure.reason(new FileSystemException("/x", null, "Read-only file system")));
    assertEquals("NoSuchFileException", FileFailure.reason(new NoSuchFileException("/x")));
    assertEquals("AccessDeniedException", FileFailure.reason(new AccessDeniedException("/x")));
  }

  @Test
  void aFileInUtf8IsReadAsSuch() throws IOException {
    Path file = Files.write(folder.resolve("file"), "Müller".getBytes(UTF_8));
    assertEquals("Müller", WholeFile.text(file));
  }
}
