package io.github.rolecall.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.problem.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which files are read and how they are written, with real files. */
class MigrationTest {
  private static final Target TARGET = new Target("v1", Optional.empty());
  private static final String STEPS = "steps: [{uses: aws-actions/configure-aws-credentials@v4}]\n";
  private static final String WORKFLOW = "jobs:\n  a:\n    runs-on: ubuntu-latest\n    " + STEPS;
  private static final String ACTION = "runs:\n  using: composite\n  " + STEPS;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Migration migration(Path... paths) throws IOException {
    return Migration.of(List.of(paths), TARGET);
  }

  private List<String> names(Migration migration) {
    return migration.files().stream()
        .map(file -> folder.relativize(file.path()).toString().replace('\\', '/'))
        .toList();
  }

  @Test
  void findsWorkflowsAndActionsAndNothingElse() throws IOException {
    write(".github/workflows/a.yml", WORKFLOW);
    write(".github/workflows/b.yaml", WORKFLOW);
    write(".github/workflows/sub/c.yml", WORKFLOW);
    write(".github/workflows/notes.txt", WORKFLOW);
    write("tools/login/action.yml", ACTION);
    write("tools/login/other.yml", ACTION);
    write("services/shop/.github/workflows/d.yml", WORKFLOW);
    write("node_modules/x/action.yml", ACTION);
    write(".git/action.yml", ACTION);
    assertEquals(
        List.of(
            ".github/workflows/a.yml",
            ".github/workflows/b.yaml",
            "services/shop/.github/workflows/d.yml",
            "tools/login/action.yml"),
        names(migration(folder)));
    assertEquals(
        List.of(".github/workflows/a.yml", ".github/workflows/b.yaml"),
        names(migration(folder.resolve(".github/workflows"))));
  }

  @Test
  void aFileThatIsNamedMayHaveAnyName() throws IOException {
    Path file = write("template.txt", WORKFLOW);
    assertEquals(List.of("template.txt"), names(migration(file)));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.yml"), WORKFLOW);
    Path workflows = Files.createDirectories(folder.resolve("r/.github/workflows"));
    Path link = Files.createSymbolicLink(workflows.resolve("a.yml"), outside);
    Files.createDirectories(folder.resolve("far/x"));
    write("far/x/action.yml", ACTION);
    Files.createSymbolicLink(folder.resolve("r/far"), folder.resolve("far"));
    Migration migration = migration(folder.resolve("r"));
    assertEquals(List.of(), migration.files());
    assertEquals(
        Map.of(link.toRealPath(java.nio.file.LinkOption.NOFOLLOW_LINKS), "it is a symbolic link"),
        migration.unreadable());
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsDone() throws Exception {
    write(".github/workflows/good.yml", WORKFLOW);
    write(".github/workflows/huge.yml", WORKFLOW + "#".repeat(1024 * 1024));
    Files.write(write(".github/workflows/latin.yml", ""), new byte[] {'#', (byte) 0xE9, '\n'});
    write(".github/workflows/broken.yml", "a: [\n");
    Files.createDirectories(folder.resolve(".github/workflows/folder.yml"));
    assertEquals(
        0,
        new ProcessBuilder("mkfifo", folder.resolve(".github/workflows/pipe.yml").toString())
            .start()
            .waitFor());
    Migration migration = migration(folder);
    assertEquals(List.of(".github/workflows/good.yml"), names(migration));
    var reasons = new TreeMap<String, String>();
    migration
        .unreadable()
        .forEach((path, reason) -> reasons.put(path.getFileName().toString(), reason));
    assertEquals(
        List.of("broken.yml", "huge.yml", "latin.yml", "pipe.yml"), List.copyOf(reasons.keySet()));
    assertEquals("it has more than 1 MiB", reasons.get("huge.yml"));
    assertEquals("it is not UTF-8", reasons.get("latin.yml"));
    assertTrue(reasons.get("pipe.yml").startsWith("it is a named pipe"), reasons::toString);
    assertTrue(reasons.get("broken.yml").startsWith("line "), reasons::toString);
  }

  @Test
  void writesTheBytesAndKeepsTheMode() throws IOException {
    Path file = write(".github/workflows/a.yml", "\uFEFF" + WORKFLOW.replace("\n", "\r\n"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxr-x"));
    migration(folder).files().get(0).write();
    assertArrayEquals(
        ("\uFEFF" + WORKFLOW.replace("\n", "\r\n"))
            .replace("aws-actions/configure-aws-credentials@v4", "rolecall/rolecall@v1")
            .getBytes(UTF_8),
        Files.readAllBytes(file));
    assertEquals("rwxrwxr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("a.yml"), List.of(folder.resolve(".github/workflows").toFile().list()));
    assertEquals(List.of(), migration(folder).files());
  }

  @Test
  void theOwnerStays() throws IOException {
    Path file = write(".github/workflows/a.yml", WORKFLOW);
    boolean root = (Integer) Files.getAttribute(file, "unix:uid") == 0;
    if (root) {
      Files.setAttribute(file, "unix:gid", 4321);
      Files.setAttribute(file, "unix:uid", 1234);
    }
    Object owner = Files.getAttribute(file, "unix:uid");
    Object group = Files.getAttribute(file, "unix:gid");
    migration(folder).files().get(0).write();
    assertEquals(owner, Files.getAttribute(file, "unix:uid"));
    assertEquals(group, Files.getAttribute(file, "unix:gid"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatChangedInTheMeantimeIsNotReplaced(boolean link) throws IOException {
    Path file = write(".github/workflows/a.yml", WORKFLOW);
    Migration migration = migration(folder);
    Path other = Files.writeString(folder.resolve("other"), link ? WORKFLOW : "other");
    Files.delete(file);
    if (link) {
      Files.createSymbolicLink(file, other);
    } else {
      Files.copy(other, file);
    }
    assertThrows(CredentialsException.class, () -> migration.files().get(0).write());
    assertEquals(link ? WORKFLOW : "other", Files.readString(other));
    assertEquals(link, Files.isSymbolicLink(file));
  }

  @Test
  void theDiffIsOneThatGitApplies() throws Exception {
    String text =
        WORKFLOW + "# x\n".repeat(9) + "  b:\n    runs-on: ubuntu-latest\r\n    " + STEPS.strip();
    Path file = write("d/.github/workflows/a.yml", text);
    MigratedFile found = migration(folder).files().get(0);
    assertEquals(2, found.changed());
    String diff = found.diff("d/.github/workflows/a.yml");
    assertTrue(diff.contains("\n\\ No newline at end of file\n"), diff);
    Path patch = Files.writeString(folder.resolve("patch"), diff);
    var git =
        new ProcessBuilder("git", "apply", patch.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, git.waitFor(), said + diff);
    assertEquals(found.after(), Files.readString(file));
  }
}
