package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests promises of {@code docs/reliability.md} about files that no other test covers. */
class FilePromisesTest {
  private static final int WRITERS = 20;
  private static final int LINES = 10;
  private static final int KILLS = 40;
  private static final long SEED = 15;

  @TempDir private Path folder;

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static int ended(Process process) throws InterruptedException {
    return process.waitFor();
  }

  @Test
  void twentyWritersLoseNothing() throws Exception {
    Path file = folder.resolve("credentials");
    var writers = new ArrayList<Process>();
    var expected = new TreeSet<String>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(Writer.start(Writer.command(file, "writer " + i + " line ", LINES)));
      for (int line = 0; line < LINES; line++) {
        expected.add("writer " + i + " line " + line);
      }
    }
    for (Process writer : writers) {
      assertEquals(0, ended(writer));
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(expected, new TreeSet<>(lines));
    assertEquals(WRITERS * LINES, lines.size());
    assertEquals(List.of(".credentials.lock", "credentials"), names(folder));
  }

  /** The time of each kill is random; the seed is constant. */
  @Tag("long")
  @Test
  void aKillAtAnyMomentLeavesTheFileWholeAndNothingThatTheNextWriteDoesNotRemove()
      throws Exception {
    Path file = folder.resolve("credentials");
    var random = new Random(SEED);
    int before = 0;
    int left = 0;
    for (int i = 0; i < KILLS; i++) {
      Process writer = Writer.start(Writer.command(file, "line ", Integer.MAX_VALUE));
      // A process needs time to start: its first lines show that it writes.
      while (Files.notExists(file) || Files.readAllLines(file).size() <= before) {
        assertTrue(writer.isAlive(), "the writer has ended by itself");
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
      ended(writer.destroyForcibly());
      List<String> lines = Files.readAllLines(file);
      assertTrue(lines.size() > before, "lines are lost");
      assertTrue(lines.stream().allMatch(line -> line.matches("line \\d+")), "a line is torn");
      assertTrue(Files.readString(file).endsWith("\n"), "the file is torn");
      assertEquals("rw-------", mode(file));
      left += names(folder).size() - 2;
      // Let the next process start with a short file.
      new SecureFile(file).write("line 0\n");
      before = 1;
      assertEquals(List.of(".credentials.lock", "credentials"), names(folder));
    }
    System.out.println(KILLS + " kills left " + left + " temporary files; all were removed");
  }

  @Test
  void aUmaskThatClosesNothingOpensNothing() throws Exception {
    Path file = folder.resolve("new/sub/credentials");
    var words = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
    words.addAll(Writer.command(file, "line ", 1));
    assertEquals(0, ended(Writer.start(words)));
    assertEquals("rw-------", mode(file));
    assertEquals("rw-------", mode(file.resolveSibling(".credentials.lock")));
    assertEquals("rwx------", mode(file.getParent()));
    assertEquals("rwx------", mode(file.getParent().getParent()));
  }

  @Test
  void aReadOnlyFileStaysAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    var secure = new SecureFile(file);
    for (Runnable use : List.<Runnable>of(secure::prepare, () -> secure.write("new"))) {
      var problem = Thrown.problem(ExportProblem.FileUnusable.class, use::run);
      assertEquals("it is read-only", problem.reason());
    }
    assertEquals("old", Files.readString(file));
    assertEquals("r--------", mode(file));
  }

  private static int sh(String line) throws IOException, InterruptedException {
    return ended(new ProcessBuilder("sh", "-c", line).inheritIO().start());
  }

  /** Mounting a small file system requires root, which CI must have. */
  @Test
  void aFullDiskLeavesFilesAsTheyWere() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = sh("mount -t tmpfs -o size=64k tmpfs " + disk + " 2>/dev/null") == 0;
    if (!mounted && "true".equals(System.getenv("CI"))) {
      fail("CI has to be root, to mount a small file system");
    }
    assumeTrue(mounted, "this needs root");
    try {
      Path file = Files.writeString(disk.resolve("credentials"), "old");
      Path variables = Files.writeString(disk.resolve("env"), "A=1\n");
      String large = "x".repeat(256 * 1024);
      var problem =
          Thrown.problem(ExportProblem.FileUnusable.class, () -> new SecureFile(file).write(large));
      assertEquals("its file system has no free space", problem.reason());
      problem =
          Thrown.problem(
              ExportProblem.FileUnusable.class,
              () -> new CommandFile("GITHUB_ENV", variables).append(Map.of("KEY", large)));
      assertEquals("its file system has no free space", problem.reason());
      assertEquals("old", Files.readString(file));
      assertEquals("A=1\n", Files.readString(variables));
      assertEquals(List.of("credentials", "env"), names(disk));
    } finally {
      assertEquals(0, sh("umount " + disk));
    }
  }
}
