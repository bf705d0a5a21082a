package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that another user of the machine, Mallory, cannot plant files where Rolecall writes
 * credentials. The processes run as real users, which requires root.
 */
@Tag("long")
class PlantedFilesIT {
  private static final int MALLORY = 65_531;
  private static final int ALICE = 65_532;
  private static final String ASSUME =
      "timeout 60 rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy ";
  private static final String TO_FILE = ASSUME + "--format dotenv --output-file ";
  private static final String PROFILE = ASSUME + "--format profile --aws-profile deploy";
  private static final String EVIL = "[profile deploy]\ncredential_process = /tmp/evil\n";

  @TempDir Path folder;
  private FakeAws aws;
  private Map<String, String> environment;
  private Path shared;
  private Path home;

  @BeforeEach
  void start() throws IOException {
    RealParts.requireRoot();
    aws = FakeAws.start();
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("PATH", RealParts.pathForEverybody(folder));
    shared = folder("shared", "rwxrwxrwx");
    home = folder("home", "rwx------");
    environment.put("HOME", home.toString());
  }

  @AfterEach
  void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  private Path folder(String name, String mode) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    return path;
  }

  /** Sets the mode of {@code /tmp}: everyone can create files, and remove only their own. */
  private void sticky(Path path) {
    assertEquals(0, GitLabRun.sh(folder, environment, "chmod 1777 " + path).exitCode());
  }

  private static Path given(Path path, int user) throws IOException {
    Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
    return path;
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private GitLabRun sh(String line) {
    return GitLabRun.sh(folder, environment, line);
  }

  private GitLabRun as(int user, String line) {
    return sh(
        "exec setpriv --reuid="
            + user
            + " --regid="
            + user
            + " --clear-groups sh -ec '"
            + line
            + "'");
  }

  /** Asserts that no secret is in a file that someone other than its owner can read. */
  private void assertNobodyElseLearns(GitLabRun run, int us) throws IOException {
    for (String secret : aws.secrets()) {
      assertFalse(run.shows(secret), "a secret is in the log");
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && !file.toString().endsWith(".jar")) {
              String text = Files.readString(file);
              boolean secret = aws.secrets().stream().anyMatch(text::contains);
              assertFalse(secret && owner(file) != us, () -> file + " belongs to another user");
              assertFalse(secret && !mode(file).equals("rw-------"), () -> file + " is not 0600");
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void assertRefused(GitLabRun run, Path planted, int us) throws IOException {
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("(file-of-another-user)"), run.output());
    assertTrue(run.output().contains(planted.toString()), run.output());
    assertTrue(run.output().contains(String.valueOf(MALLORY)), run.output());
    assertTrue(run.output().matches("(?s).*\\b" + us + "\\b.*"), run.output());
    assertNobodyElseLearns(run, us);
    assertEquals(MALLORY, owner(planted));
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 0", "true, " + ALICE, "false, " + ALICE})
  void aPlantedFileOfVariablesIsRefused(boolean sticky, int us) throws IOException {
    if (sticky) {
      sticky(shared);
    }
    Path planted = given(Files.writeString(shared.resolve("out.env"), "# mine\n"), MALLORY);
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rw-rw-rw-"));
    GitLabRun run = as(us, TO_FILE + planted);
    assertRefused(run, planted, us);
    assertEquals("# mine\n", Files.readString(planted));
  }

  @ParameterizedTest
  @CsvSource({"config, 0", "credentials, 0", "config, " + ALICE, "credentials, " + ALICE})
  void aPlantedFileOfProfilesIsNeitherReadNorReplaced(String name, int us) throws IOException {
    given(home, us);
    Path open = given(Files.createDirectory(home.resolve(".aws")), us);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path planted = given(Files.writeString(open.resolve(name), EVIL), MALLORY);
    GitLabRun run = as(us, PROFILE + "2");
    assertRefused(run, planted, us);
    assertEquals(EVIL, Files.readString(planted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"touch", "mkfifo", "mkdir", "ln -s /etc/hostname", "ln /etc/hostname"})
  void aPlantedLockIsRefused(String how) throws IOException {
    Path open = folder("home/.aws", "rwxrwxrwx");
    Path lock = open.resolve(".credentials.lock");
    String ours = ours("/etc/hostname");
    assertEquals(0, sh(how + " " + lock + " || cp /etc/hostname " + lock).exitCode());
    if (!how.equals("ln /etc/hostname")) {
      given(lock, MALLORY);
    }
    GitLabRun run = sh(PROFILE);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains(lock.toString()), run.output());
    assertNobodyElseLearns(run, 0);
    assertEquals(ours, ours("/etc/hostname"));
  }

  private String ours(String file) {
    return sh("stat -c '%u %g %a %s' " + file).output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkfifo", "mkdir", "ln -s /etc/hostname", "ln -s missing"})
  void somethingElseThanAFileIsRefusedAndNobodyWaits(String how) throws IOException {
    sticky(shared);
    Path planted = shared.resolve("out.env");
    assertEquals(0, sh(how + " " + planted).exitCode());
    given(planted, MALLORY);
    GitLabRun run = sh(TO_FILE + planted);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains(planted.toString()), run.output());
    assertNobodyElseLearns(run, 0);
  }

  @Test
  void aPlantedFolderIsRefused() throws IOException {
    sticky(shared);
    Path planted = given(Files.createDirectory(shared.resolve("deploy")), MALLORY);
    Files.createDirectory(planted.resolve("below"));
    GitLabRun run = sh(TO_FILE + planted.resolve("out.env"));
    assertRefused(run, planted, 0);
    assertRefused(sh(TO_FILE + planted.resolve("below/out.env")), planted, 0);
    assertRefused(sh(TO_FILE + planted.resolve("new/out.env")), planted, 0);
  }

  @Test
  void aPlantedLinkOnTheWayIsRefused() throws IOException {
    sticky(shared);
    Path target = folder("target", "rwxr-xr-x");
    Path link = given(Files.createSymbolicLink(shared.resolve("link"), target), MALLORY);
    GitLabRun run = sh(TO_FILE + link.resolve("sub/out.env"));
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains(link.toString()), run.output());
    assertFalse(Files.exists(target.resolve("sub")), "the target of the link has a folder");
  }

  @Test
  void aFileWithASecondNameIsRefused() throws IOException {
    sticky(shared);
    Path mine = Files.writeString(home.resolve("mine"), "[x]\n");
    Path planted = Files.createLink(shared.resolve("out.env"), mine);
    GitLabRun run = sh(TO_FILE + planted);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("(hard-link)"), run.output());
    assertTrue(run.output().contains(planted.toString()), run.output());
    assertEquals("[x]\n", Files.readString(mine));
  }

  @Test
  void rootDoesNotWriteToTheProfilesOfAUser() throws IOException {
    given(home, ALICE);
    Path own = given(Files.createDirectory(home.resolve(".aws")), ALICE);
    Path credentials = given(Files.writeString(own.resolve("credentials"), "[mine]\n"), ALICE);
    GitLabRun run = sh(PROFILE);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("sudo"), run.output());
    assertTrue(run.output().contains("--user " + ALICE), run.output());
    assertEquals("[mine]\n", Files.readString(credentials));
    assertEquals(ALICE, owner(credentials));
    assertNobodyElseLearns(run, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ALICE})
  void inAStickyFolderANewFileIsOurs(int us) throws IOException {
    sticky(shared);
    for (String name : new String[] {"out.env", "out.env", "new/sub/out.env"}) {
      Path file = shared.resolve(name);
      GitLabRun run = as(us, TO_FILE + file);
      assertEquals(0, run.exitCode(), run.output());
      assertEquals(us, owner(file));
      assertEquals("rw-------", mode(file));
      assertNobodyElseLearns(run, us);
    }
  }

  /** A volume mounts the folder of the job: another user owns it, and Rolecall runs as root. */
  @Test
  void inAFolderOfAnotherUserANewFileIsOurs() throws IOException {
    Path work = given(folder("work", "rwxr-xr-x"), ALICE);
    environment.put("HOME", work.toString());
    for (String line : new String[] {TO_FILE + work.resolve("out.env"), PROFILE, PROFILE + "2"}) {
      GitLabRun run = sh(line);
      assertEquals(0, run.exitCode(), run.output());
      assertNobodyElseLearns(run, 0);
    }
    assertTrue(Files.readString(work.resolve(".aws/credentials")).contains("[deploy2]"));
  }

  /**
   * A volume of Kubernetes: everyone can write, the agent made the workspace, and Rolecall runs as
   * root.
   */
  @Test
  void inAWorkspaceOfTheAgentANewFileIsOurs() throws IOException {
    Path workspace = given(Files.createDirectory(shared.resolve("workspace")), ALICE);
    GitLabRun run = sh(TO_FILE + workspace.resolve("out.env"));
    assertEquals(0, run.exitCode(), run.output());
    assertNobodyElseLearns(run, 0);
  }

  /** GitLab's Docker executor makes the project's folder with umask 0, and jobs run as any user. */
  @ParameterizedTest
  @ValueSource(ints = {0, ALICE})
  void inAnOpenFolderOfRootANewFileIsOurs(int us) throws IOException {
    environment.put("HOME", shared.toString());
    for (String line : new String[] {TO_FILE + shared.resolve("out.env"), PROFILE, PROFILE + "2"}) {
      GitLabRun run = as(us, line);
      assertEquals(0, run.exitCode(), run.output());
      assertNobodyElseLearns(run, us);
    }
    assertTrue(Files.readString(shared.resolve(".aws/credentials")).contains("[deploy2]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ALICE})
  void whatIsOursOrRootsStays(int us) throws IOException {
    given(home, us);
    Path own = given(Files.createDirectory(home.resolve(".aws")), us);
    given(Files.writeString(own.resolve("credentials"), "# ours\n[mine]\n"), us);
    Files.writeString(own.resolve("config"), "# root's\n[profile mine]\n");
    GitLabRun run = as(us, PROFILE);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(Files.readString(own.resolve("credentials")).startsWith("# ours\n[mine]\n"));
    assertTrue(Files.readString(own.resolve("config")).startsWith("# root's\n[profile mine]\n"));
    assertNobodyElseLearns(run, us);
    assertEquals(us, owner(own.resolve("config")));
  }

  private GitLabRun step(Path temp) {
    var job = new HashMap<>(environment);
    job.putAll(aws.gitHubJob().environment());
    job.put("RUNNER_TEMP", temp.toString());
    job.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    job.put("OVERWRITE_AWS_PROFILE", "true");
    job.put("GITHUB_ENV", temp.resolve("env").toString());
    return GitLabRun.sh(
        folder,
        job,
        "touch " + temp + "/env",
        "env INPUT_AWS-PROFILE=deploy rolecall action --host-temp=/host/temp");
  }

  /** Decision 14: the runner's user owns the folder that the action's container mounts. */
  @Test
  void theFilesOfTheActionBelongToTheOwnerOfTheMountedFolder() throws IOException {
    Path temp = given(folder("temp", "rwxr-xr-x"), ALICE);
    for (int i = 0; i < 2; i++) {
      GitLabRun run = step(temp);
      assertEquals(0, run.exitCode(), run.output());
      for (String name : new String[] {"", "credentials", "config", ".credentials.lock"}) {
        assertEquals(ALICE, owner(temp.resolve("rolecall").resolve(name)), name);
      }
    }
    Path config = given(temp.resolve("rolecall/config"), MALLORY);
    GitLabRun run = step(temp);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains(config.toString()), run.output());
    assertEquals(MALLORY, owner(config));
  }
}
