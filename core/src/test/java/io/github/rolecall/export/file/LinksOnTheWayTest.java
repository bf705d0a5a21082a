package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests symbolic links on the path to a file. All of them belong to this user, because making a
 * link of another user requires root.
 */
class LinksOnTheWayTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path target;

  @BeforeEach
  void folders() throws IOException {
    folder = temporary.toRealPath();
    target = Files.createDirectories(folder.resolve("target/sub"));
  }

  private Path open(String name, String mode) throws IOException {
    Path open = Files.createDirectories(folder.resolve(name));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
    return open;
  }

  private static void assertRefused(Path link, Path file) {
    var secure = new SecureFile(file);
    var deadline = new Deadline(Duration.ofMinutes(1));
    for (Runnable use :
        new Runnable[] {
          secure::prepare,
          () -> secure.write("secret"),
          secure::read,
          secure::delete,
          () -> secure.locked(deadline, () -> {})
        }) {
      var problem = Thrown.problem(ExportProblem.SymbolicLink.class, use::run);
      assertEquals(link.toString(), problem.path());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxr-xrwx", "rwx----w-"})
  void oneInAFolderThatOthersCanWriteToIsRefused(String mode) throws IOException {
    Path open = open("open", mode);
    Path link = Files.createSymbolicLink(open.resolve("link"), folder.resolve("target"));
    assertRefused(link, link.resolve("sub/credentials"));
    assertFalse(Files.exists(target.resolve("credentials")));
  }

  @Test
  void soIsOneFarBelowIt() throws IOException {
    Path below = Files.createDirectories(open("open", "rwxrwxrwx").resolve("a"));
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(below.resolve("link"), target.getParent());
    assertRefused(link, link.resolve("sub/credentials"));
  }

  @Test
  void soIsOneToWhichAnotherLinkLeads() throws IOException {
    Path open = open("open", "rwxrwxrwx");
    Path inner = Files.createSymbolicLink(open.resolve("inner"), target.getParent());
    Path outer = Files.createSymbolicLink(folder.resolve("outer"), inner);
    assertRefused(inner, outer.resolve("sub/credentials"));
  }

  @Test
  void oneInAFolderOfOursIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    Path file = link.resolve("sub/credentials");
    new SecureFile(file).prepare();
    new SecureFile(file).write("secret");
    assertEquals("secret", Files.readString(target.resolve("credentials")));
  }

  @Test
  void linksThatLeadInACircleAreRefused() throws IOException {
    Path one = folder.resolve("one");
    Path other = Files.createSymbolicLink(folder.resolve("other"), one);
    Files.createSymbolicLink(one, other);
    Thrown.problem(
        ExportProblem.SymbolicLink.class,
        () -> new SecureFile(one.resolve("sub/credentials")).write("secret"));
  }
}
