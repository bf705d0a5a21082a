package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests files, folders and links that another user of the machine has put where Rolecall writes
 * credentials. Making a file of another user requires root; in CI the tests run as root.
 */
class PlantedFilesTest {
  private static final int OTHER = 4321;
  private static final int OTHER_GROUP = 8765;
  private static final int STICKY = 01000;

  @TempDir private Path temporary;
  private Path folder;
  private Path file;
  private final Deadline deadline = new Deadline(Duration.ofMinutes(1));

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("home"));
    file = folder.resolve("credentials");
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
    if (!root && "true".equals(System.getenv("CI"))) {
      fail("CI has to be root, to make files of other users");
    }
    assumeTrue(root, "this needs root");
  }

  private static Path give(Path path, int user, int group) throws IOException {
    Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    return path;
  }

  private static void mode(Path path, String permissions, int more) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    int mode = (Integer) Files.getAttribute(path, "unix:mode");
    Files.setAttribute(path, "unix:mode", mode | more);
  }

  private static String owner(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
  }

  private static void assertOfAnother(Path path, Runnable use) {
    var problem = Thrown.problem(ExportProblem.FileOfAnother.class, use::run);
    assertEquals(
        List.of(path.toString(), String.valueOf(OTHER), "0"),
        List.of(problem.path(), problem.owner(), problem.us()));
  }

  @Test
  void aFileOfAnotherUserIsNeitherReadNorReplacedNorRemoved() throws IOException {
    give(Files.writeString(file, "planted"), OTHER, 0);
    var secure = new SecureFile(file);
    for (Runnable use :
        List.<Runnable>of(
            secure::prepare, secure::read, () -> secure.write("secret"), secure::delete)) {
      assertOfAnother(file, use);
    }
    assertEquals("planted", Files.readString(file));
  }

  @Test
  void aLockOfAnotherUserIsNotTaken() throws IOException {
    Path lock = give(Files.createFile(folder.resolve(".credentials.lock")), OTHER, 0);
    assertOfAnother(lock, () -> new SecureFile(file).locked(deadline, () -> fail("locked")));
  }

  @Test
  void aFolderOfAnotherUserInASharedOneIsRefused() throws IOException {
    mode(folder, "rwxrwxrwx", STICKY);
    Path planted = give(Files.createDirectory(folder.resolve(".aws")), OTHER, OTHER_GROUP);
    for (Path within : List.of(planted, planted.resolve("new/sub"))) {
      assertOfAnother(planted, new SecureFile(within.resolve("credentials"))::prepare);
      assertOfAnother(planted, () -> new SecureFile(within.resolve("credentials")).write("secret"));
    }
    assertEquals(false, Files.exists(planted.resolve("new")));
  }

  @Test
  void aFolderOfTheOwnerOfTheSharedOneIsUsed() throws IOException {
    give(folder, OTHER, OTHER_GROUP);
    mode(folder, "rwxrwxrwx", STICKY);
    Path theirs = give(Files.createDirectory(folder.resolve(".aws")), OTHER, OTHER_GROUP);
    new SecureFile(theirs.resolve("credentials")).prepare();
  }

  @Test
  void aFolderOfAnotherUserIsUsedWhereNobodyElseCanPutOne() throws IOException {
    Path theirs = give(Files.createDirectory(folder.resolve(".aws")), OTHER, OTHER_GROUP);
    Path inside = theirs.resolve("credentials");
    new SecureFile(inside).prepare();
    new SecureFile(inside).write("secret");
    assertEquals("secret", Files.readString(inside));
  }

  @Test
  void aLinkOfAnotherUserIsRefused() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = folder.resolve("link");
    give(Files.createSymbolicLink(link, target), OTHER, OTHER_GROUP);
    var problem =
        Thrown.problem(
            ExportProblem.SymbolicLink.class,
            () -> new SecureFile(link.resolve("sub/credentials")).prepare());
    assertEquals(link.toString(), problem.path());
  }

  /**
   * The link and its folder belong to this user, but the group of the folder may have other
   * members.
   */
  @ParameterizedTest
  @CsvSource({
    "0,0,rwxrwx---,true",
    "0,8765,rwxr-x---,true",
    "0,8765,rwxrwx---,false",
    "4321,4321,rwxrwx---,true",
    "4321,8765,rwxrwx---,false",
    "0,0,rwxr-x-w-,false"
  })
  void aLinkIsFollowedWhereNoOtherUserCanPutOne(
      int user, int group, String permissions, boolean followed) throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path open = Files.createDirectory(folder.resolve("open"));
    Path link = Files.createSymbolicLink(open.resolve("link"), Path.of("../target"));
    give(open, user, group);
    mode(open, permissions, 0);
    var secure = new SecureFile(link.resolve("sub/credentials"));
    if (followed) {
      secure.prepare();
      secure.write("secret");
      assertEquals("secret", Files.readString(target.resolve("sub/credentials")));
    } else {
      Thrown.problem(ExportProblem.SymbolicLink.class, secure::prepare);
    }
  }

  @Test
  void whatAContainerWritesBelongsToTheUserOfTheFolder() throws IOException {
    give(folder, OTHER, OTHER_GROUP);
    Path inside = folder.resolve("new/credentials");
    var secure = SecureFile.ofHost(inside, folder);
    secure.prepare();
    secure.locked(deadline, () -> secure.write("one"));
    // The file now belongs to that user, and is still replaced.
    secure.write("two");
    assertEquals(Optional.of("two"), secure.read());
    String expected = OTHER + ":" + OTHER_GROUP;
    for (Path made :
        List.of(inside.getParent(), inside, inside.resolveSibling(".credentials.lock"))) {
      assertEquals(expected, owner(made), made.toString());
    }
  }

  @Test
  void onlyTheGroupMayDiffer() throws IOException {
    give(folder, 0, OTHER_GROUP);
    var secure = SecureFile.ofHost(file, folder);
    secure.write("secret");
    assertEquals("0:" + OTHER_GROUP, owner(file));
  }

  @Test
  void aFileOfTheProjectKeepsItsOwnerAndItsMode() throws IOException {
    give(Files.writeString(file, "before"), OTHER, OTHER_GROUP);
    mode(file, "rw-r--r--", 0);
    var project = new PlainFile(file);
    project.replace("before", "after");
    assertEquals(Optional.of("after"), project.read());
    assertEquals(OTHER + ":" + OTHER_GROUP, owner(file));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
