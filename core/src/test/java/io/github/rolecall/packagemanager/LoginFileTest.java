package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginFileTest {
  @TempDir Path folder;

  private LoginFile file(PackageTool manager) {
    return new LoginFile(manager, TestHost.at(folder, Map.of()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheOwnerReadsTheFileAndNothingElseIsLeft(PackageTool manager) throws IOException {
    LoginFile file = file(manager);
    file.check();
    try (Stream<Path> before = Files.list(folder)) {
      assertEquals(List.of(), before.toList(), "a check changes nothing");
    }
    file.write(Logins.to(manager));
    assertTrue(Files.readString(file.path()).contains(Logins.TOKEN));
    assertEquals("rw-------", mode(file.path()));
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(List.of(file.path()), files.filter(Files::isRegularFile).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondLoginReplacesTheFirst(PackageTool manager) throws IOException {
    LoginFile file = file(manager);
    file.write(Logins.with(manager, "first-token"));
    String first = Files.readString(file.path());
    file.write(Logins.with(manager, "second-token"));
    assertEquals(first.replace("first-token", "second-token"), Files.readString(file.path()));
  }

  @Test
  void aFileThatOthersCouldReadBecomesClosed() throws IOException {
    Path npmrc = Files.writeString(folder.resolve(".npmrc"), "a=1\n");
    Files.setPosixFilePermissions(npmrc, PosixFilePermissions.fromString("rw-r--r--"));
    file(PackageTool.NPM).write(Logins.to(PackageTool.NPM));
    assertEquals("rw-------", mode(npmrc));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "a=1\n");
    Files.createSymbolicLink(folder.resolve(".npmrc"), target);
    LoginFile file = file(PackageTool.NPM);
    Thrown.problem(ExportProblem.SymbolicLink.class, file::check);
    Thrown.problem(ExportProblem.SymbolicLink.class, () -> file.write(Logins.to(PackageTool.NPM)));
    assertEquals("a=1\n", Files.readString(target));
  }

  @Test
  void aFileWithASecondNameIsNotWritten() throws IOException {
    Path npmrc = Files.writeString(folder.resolve(".npmrc"), "a=1\n");
    Files.createLink(folder.resolve("second"), npmrc);
    Thrown.problem(ExportProblem.HardLink.class, file(PackageTool.NPM)::check);
    assertEquals("a=1\n", Files.readString(npmrc));
  }

  @Test
  void aFileThatIsNotUnderstoodStaysAsItIs() throws IOException {
    Files.createDirectory(folder.resolve(".m2"));
    Path settings =
        Files.writeString(folder.resolve(".m2/settings.xml"), "<settings>\n<servers>\n");
    LoginFile file = file(PackageTool.MAVEN);
    for (Runnable work :
        List.<Runnable>of(file::check, () -> file.write(Logins.to(PackageTool.MAVEN)))) {
      var problem = Thrown.problem(CodeArtifactProblem.FileSyntax.class, work::run);
      assertEquals(settings.toString(), problem.file());
      assertEquals(2, problem.line());
    }
    assertEquals("<settings>\n<servers>\n", Files.readString(settings));
    try (Stream<Path> files = Files.list(folder.resolve(".m2"))) {
      assertEquals(List.of(settings), files.toList(), "no lock is left");
    }
  }

  @Test
  void bytesOfAnotherEncodingStay() throws IOException {
    Path npmrc = folder.resolve(".npmrc");
    Files.write(npmrc, new byte[] {'#', (byte) 0xE4, (byte) 0xFC, '\n'});
    file(PackageTool.NPM).write(Logins.to(PackageTool.NPM));
    byte[] written = Files.readAllBytes(npmrc);
    assertEquals((byte) 0xE4, written[1]);
    assertEquals((byte) 0xFC, written[2]);
    assertEquals('\n', written[3]);
  }
}
