package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.RunProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLockTest {
  private static final Deadline LONG = new Deadline(Duration.ofMinutes(5));

  /** Before the fixes, this number of writers reproduced each race in every run. */
  private static final int WRITERS = 8;

  private static final int LINES = 40;

  @TempDir private Path folder;

  @Test
  void oneThatIsHeldIsWaitedForAndNamed() throws IOException {
    Path lock = folder.resolve(".credentials.lock");
    var done = new AtomicBoolean();
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      var problem =
          Thrown.problem(
              RunProblem.TimedOut.class,
              () ->
                  new SecureFile(folder.resolve("credentials"))
                      .locked(new Deadline(Duration.ofSeconds(1)), () -> done.set(true)));
      assertEquals("waiting for the lock " + lock + ", held by another process", problem.doing());
    }
    assertFalse(done.get());
    new SecureFile(folder.resolve("credentials")).locked(LONG, () -> done.set(true));
    assertTrue(done.get());
  }

  @Test
  void whoHoldsItMayTakeItAgain() {
    var file = new SecureFile(folder.resolve("credentials"));
    var done = new AtomicBoolean();
    file.locked(
        LONG,
        () -> new SecureFile(folder.resolve("credentials")).locked(LONG, () -> done.set(true)));
    assertTrue(done.get());
  }

  @Test
  void threadsWaitForEachOtherAndNotForEver() throws Exception {
    var file = new SecureFile(folder.resolve("credentials"));
    var taken = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    var holder =
        new Thread(
            () ->
                file.locked(
                    LONG,
                    () -> {
                      taken.countDown();
                      await(enough);
                      order.add("first");
                    }));
    holder.start();
    taken.await();
    Thrown.problem(
        RunProblem.TimedOut.class,
        () -> file.locked(new Deadline(Duration.ofSeconds(1)), () -> order.add("never")));
    enough.countDown();
    file.locked(LONG, () -> order.add("second"));
    holder.join();
    assertEquals(List.of("first", "second"), order);
  }

  @Test
  void whoRemovesItTakesTheFolderAlongThatWasMadeForIt() {
    var file = new SecureFile(folder.resolve("made/for/credentials"));
    file.prepare();
    file.locked(LONG, file::removeLock);
    assertFalse(Files.exists(folder.resolve("made")));
    // This is the situation of a process that waited for the lock, and then finds no folder.
    file.locked(LONG, () -> file.write("x"));
    assertTrue(Files.exists(file.path()));
  }

  @Tag("long")
  @Test
  void processesThatRemoveItExcludeEachOtherAllTheSame() throws Exception {
    Path counted = Files.writeString(folder.resolve("credentials"), "");
    runWriters(counted, "lock");
    assertEquals(WRITERS * LINES, Files.readAllLines(counted).size());
    assertFalse(Files.exists(folder.resolve(".credentials.lock")));
  }

  @Tag("long")
  @Test
  void processesThatRemoveTheFolderTooDoNotFailEachOther() throws Exception {
    runWriters(folder.resolve("made/for/credentials"), "all");
    assertFalse(Files.exists(folder.resolve("made/for/credentials")));
  }

  /** Runs several processes that write lines at the same time. */
  private static void runWriters(Path file, String removed) throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      List<String> command = Writer.command(file, "writer " + i + " line ", LINES);
      command.add(removed);
      writers.add(Writer.start(command));
    }
    for (Process writer : writers) {
      assertEquals(0, writer.waitFor());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
