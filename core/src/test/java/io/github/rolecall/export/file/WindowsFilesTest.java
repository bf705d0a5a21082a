package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.host.WindowsHost;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the promises about files on a file system without modes and owners. */
class WindowsFilesTest {
  private Host host;
  private Path folder;
  private Path path;

  @BeforeEach
  void start() throws IOException {
    var windows = new WindowsHost();
    host = windows.of(Map.of());
    folder = windows.path(WindowsHost.HOME + "\\.aws");
    path = folder.resolve("credentials");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsMadeWithItsFolderAndReplacedAsAWhole() throws IOException {
    var file = new SecureFile(path);
    file.prepare();
    file.write("one");
    file.write("two");
    assertEquals(Optional.of("two"), file.read());
    assertEquals(List.of("credentials"), names());
    file.delete();
    assertEquals(List.of(), names());
  }

  @Test
  void theLockIsHeldByOneAtATime() throws InterruptedException {
    var file = new SecureFile(path);
    file.prepare();
    file.write("0");
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(() -> file.locked(host.deadline(), () -> increment(file))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Optional.of("8"), file.read());
  }

  private static void increment(SecureFile file) {
    file.write(String.valueOf(Integer.parseInt(file.read().orElseThrow()) + 1));
  }

  @Test
  void whatAKilledProcessLeftBehindIsRemoved() throws IOException {
    var file = new SecureFile(path);
    file.prepare();
    Files.writeString(folder.resolve(".credentials." + UUID.randomUUID()), "secret");
    file.write("new");
    assertEquals(List.of("credentials"), names());
  }

  @Test
  void aLinkIsRefused() throws IOException {
    Files.createDirectories(folder);
    Path target = Files.writeString(folder.resolve("target"), "mine");
    Files.createSymbolicLink(path, target);
    var problem =
        Thrown.problem(ExportProblem.SymbolicLink.class, () -> new SecureFile(path).write("new"));
    assertEquals(path.toString(), problem.path());
    assertEquals("mine", Files.readString(target));
  }

  @Test
  void variablesOfAStepAreAppendedAndTakenBack() throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("set_env_1"), "A=b");
    var command = new CommandFile("GITHUB_ENV", file);
    command.prepare();
    command.append(Map.of("AWS_REGION", "eu-central-1"));
    String text = Files.readString(file);
    assertTrue(text.startsWith("A=b\nAWS_REGION<<rolecall_"), text);
    assertTrue(text.contains("\neu-central-1\n"), text);
    command.undo();
    assertEquals("A=b", Files.readString(file));
  }

  @Test
  void aFileOfAProjectIsReplaced() throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("ci.yml"), "before\r\n");
    new PlainFile(file).replace("before\r\n", "after\r\n");
    assertEquals("after\r\n", Files.readString(file));
    assertEquals(List.of("ci.yml"), names());
  }
}
