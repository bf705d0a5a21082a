package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void path() {
    path = folder.resolve("ci.yml");
  }

  @Test
  void aFileThatIsNotThereIsEmptyAndCanBeWritten() throws IOException {
    var file = new PlainFile(path);
    assertEquals(Optional.empty(), file.read());
    file.write("new");
    assertEquals("new", Files.readString(path));
    assertEquals(path.toString(), file.toString());
  }

  @Test
  void aFileThatChangedMeanwhileStays() throws IOException {
    Files.writeString(path, "changed");
    var problem =
        Thrown.problem(
            ExportProblem.FileUnusable.class, () -> new PlainFile(path).replace("old", "new"));
    assertEquals("another process changed it", problem.reason());
    assertEquals("changed", Files.readString(path));
  }

  @Test
  void aLinkIsNeitherWrittenNorReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Files.createSymbolicLink(path, target);
    var file = new PlainFile(path);
    for (Runnable use :
        List.<Runnable>of(() -> file.write("new"), () -> file.replace("old", "new"))) {
      var problem = Thrown.problem(ExportProblem.SymbolicLink.class, use::run);
      assertEquals(path.toString(), problem.path());
    }
    assertEquals("old", Files.readString(target));
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectory(path);
    var file = new PlainFile(path);
    for (Runnable use : List.<Runnable>of(file::read, () -> file.write("new"))) {
      assertEquals(
          path.toString(), Thrown.problem(ExportProblem.FileUnusable.class, use::run).path());
    }
  }

  @Test
  void whatIsGoingToBeReplacedIsLookedAtFirst() throws IOException {
    Path below = folder.resolve("new/credentials");
    ReplaceableFile.require(below);
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(below.getParent())));
    assertFalse(Files.exists(below));
    Files.writeString(below, "mine");
    ReplaceableFile.require(below);
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("r--r--r--"));
    assertEquals("it is read-only", reason(below));
    assertEquals("it is a folder", reason(folder));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(file + " is not a folder", reason(file.resolve("credentials")));
  }

  private static String reason(Path file) {
    return Thrown.problem(ExportProblem.FileUnusable.class, () -> ReplaceableFile.require(file))
        .reason();
  }
}
