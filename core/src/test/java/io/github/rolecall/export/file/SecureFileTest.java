package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureFileTest {
  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void prepareAndWrite(Path path, String text) {
    var file = new SecureFile(path);
    file.prepare();
    file.write(text);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void onlyTheOwnerReadsANewFileAndItsFolder() throws IOException {
    Path file = folder.resolve("new/sub/credentials");
    prepareAndWrite(file, "secret\n");
    assertEquals("secret\n", Files.readString(file));
    assertEquals("rw-------", mode(file));
    assertEquals("rwx------", mode(file.getParent()));
    assertEquals("rwx------", mode(file.getParent().getParent()));
  }

  @Test
  void aFileThatOthersCouldReadBecomesClosed() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    prepareAndWrite(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", mode(file));
  }

  @Test
  void atNoMomentMayOthersRead() throws Exception {
    Path file = folder.resolve("credentials");
    var modes = ConcurrentHashMap.<String>newKeySet();
    var stop = new AtomicBoolean();
    var watcher =
        new Thread(
            () -> {
              while (!stop.get()) {
                try {
                  for (Path each : list(folder)) {
                    modes.add(mode(each));
                  }
                } catch (IOException e) {
                  // The file was renamed in the meantime.
                }
              }
            });
    watcher.start();
    for (int i = 0; i < 200; i++) {
      prepareAndWrite(file, "secret " + i);
    }
    stop.set(true);
    watcher.join();
    modes.add(mode(file));
    assertEquals(Set.of("rw-------"), modes);
  }

  @Test
  void theFileIsReplacedAsAWholeAndNothingIsLeftBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "a long old text");
    Object before = key(file);
    prepareAndWrite(file, "new");
    assertEquals("new", Files.readString(file));
    // A new file has replaced the old one, so a process that has the old file open still reads the
    // old text.
    assertNotEquals(before, key(file));
    assertEquals(List.of(file), list(folder));
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void preparingChangesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "old");
    new SecureFile(file).prepare();
    new SecureFile(folder.resolve("other")).prepare();
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), list(folder));
  }

  @Test
  void aSymbolicLinkIsRefusedAndWhatItLeadsToStays() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    for (Path path : List.of(link)) {
      var file = new SecureFile(path);
      assertEquals(
          link.toString(), Thrown.problem(ExportProblem.SymbolicLink.class, file::prepare).path());
      Thrown.problem(ExportProblem.SymbolicLink.class, () -> file.write("secret"));
      Thrown.problem(ExportProblem.SymbolicLink.class, file::read);
    }
    assertEquals("mine", Files.readString(target));
  }

  @Test
  void aDanglingLinkIsRefusedToo() throws IOException {
    Path target = folder.resolve("not-there");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Thrown.problem(ExportProblem.SymbolicLink.class, () -> new SecureFile(link).write("secret"));
    assertFalse(Files.exists(target));
  }

  @Test
  void aFolderThatIsALinkIsRefused() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve(".aws"), real);
    var file = new SecureFile(link.resolve("credentials"));
    Thrown.problem(ExportProblem.SymbolicLink.class, file::prepare);
    Thrown.problem(ExportProblem.SymbolicLink.class, () -> file.write("secret"));
    assertEquals(List.of(), list(real));
  }

  @Test
  void dotsDoNotHideALink() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Files.createDirectory(real.resolve("sub"));
    // After normalization, link/sub/.. is the link itself.
    Thrown.problem(
        ExportProblem.SymbolicLink.class,
        () -> new SecureFile(link.resolve("sub/../credentials")).write("secret"));
  }

  @Test
  void aFolderInPlaceOfTheFileIsRefused() throws IOException {
    Path file = Files.createDirectory(folder.resolve("credentials"));
    var problem =
        Thrown.problem(ExportProblem.FileUnusable.class, () -> new SecureFile(file).prepare());
    assertEquals("it is a folder", problem.reason());
    assertTrue(Files.isDirectory(file));
  }

  @Test
  void aSecondNameIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "mine");
    Files.createLink(folder.resolve("elsewhere"), file);
    var problem = Thrown.problem(ExportProblem.HardLink.class, () -> new SecureFile(file).read());
    assertEquals(2, problem.names());
    Thrown.problem(ExportProblem.HardLink.class, () -> new SecureFile(file).write("secret"));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Thrown.problem(
        ExportProblem.FileUnusable.class,
        () -> new SecureFile(file.resolve("credentials")).prepare());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() throws IOException {
    byte[] latin = {'#', ' ', (byte) 0xe4, '\n'};
    Path path = Files.write(folder.resolve("latin1"), latin);
    var file = new SecureFile(path);
    file.write(file.read().orElseThrow() + "more\n");
    byte[] after = Files.readAllBytes(path);
    assertArrayEquals(latin, Arrays.copyOf(after, latin.length));
    assertEquals(latin.length + 5, after.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text\n", "ä\u2028\ud83d\ude00"})
  void whatWasWrittenIsRead(String text) {
    Path path = folder.resolve("file");
    assertEquals(Optional.empty(), new SecureFile(path).read());
    prepareAndWrite(path, text);
    assertEquals(Optional.of(text), new SecureFile(path).read());
  }
}
