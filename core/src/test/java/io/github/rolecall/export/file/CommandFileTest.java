package io.github.rolecall.export.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the runner's own grammar reads back what was written. */
class CommandFileTest {
  @TempDir private Path folder;

  private Path path;

  @BeforeEach
  void file() throws IOException {
    path = Files.createFile(folder.resolve("env"));
  }

  private Map<String, String> parsed() throws IOException {
    return CommandFiles.parse(Files.readString(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "value",
        "a=b<<c",
        "two\nlines",
        "ends\n",
        "\nbegins",
        "x\nINJECTED=1",
        "x\nINJECTED<<EOF\n1\nEOF\n",
        "x\r\ny",
        "ä\u2028z",
        "rolecall_00000000-0000-0000-0000-000000000000",
        "x\nrolecall_\ny"
      })
  void everyValueComesBackAndBringsNothingElse(String value) throws IOException {
    new CommandFile("GITHUB_ENV", path).append(Map.of("NAME", value));
    assertEquals(Map.of("NAME", value), parsed());
  }

  @Test
  void severalComeBackInOrder() throws IOException {
    var entries = new LinkedHashMap<String, String>();
    entries.put("B", "1");
    entries.put("A", "2\n3");
    new CommandFile("GITHUB_ENV", path).append(entries);
    assertEquals(entries.toString(), parsed().toString());
  }

  @Test
  void eachValueHasADelimiterOfItsOwn() throws IOException {
    var file = new CommandFile("GITHUB_ENV", path);
    file.append(Map.of("A", "x"));
    String delimiter = Files.readString(path).lines().findFirst().orElseThrow().substring(3);
    file.append(Map.of("B", delimiter));
    assertEquals(delimiter, parsed().get("B"));
    file.append(Map.of("C", "x\n" + delimiter + "\nD=1"));
    assertFalse(parsed().containsKey("D"));
  }

  @Test
  void whatOthersWroteStays() throws IOException {
    Files.writeString(path, "BEFORE=1\n");
    new CommandFile("GITHUB_ENV", path).append(Map.of("NAME", "value"));
    assertEquals(Map.of("BEFORE", "1", "NAME", "value"), parsed());
  }

  @Test
  void aLineThatOthersDidNotEndDoesNotSwallowOurs() throws IOException {
    Files.writeString(path, "BEFORE=1");
    new CommandFile("GITHUB_ENV", path).append(Map.of("NAME", "value"));
    assertEquals(Map.of("BEFORE", "1", "NAME", "value"), parsed());
  }

  @Test
  void aFileWhoseLastLineIsEndedGetsNoEmptyLine() throws IOException {
    Files.writeString(path, "BEFORE=1\n");
    new CommandFile("GITHUB_ENV", path).append("AFTER=2\n");
    assertEquals("BEFORE=1\nAFTER=2\n", Files.readString(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BEFORE=1", "BEFORE=1\n"})
  void whatWasWrittenIsTakenBack(String before) throws IOException {
    Files.writeString(path, before);
    var file = new CommandFile("GITHUB_ENV", path);
    file.undo();
    file.append(Map.of("NAME", "value"));
    file.undo();
    assertEquals(before, Files.readString(path));
  }

  @Test
  void whatOthersWroteBehindIsNotTakenBack() throws IOException {
    var file = new CommandFile("GITHUB_ENV", path);
    file.append(Map.of("NAME", "value"));
    String both = Files.readString(path) + "OTHER=1\n";
    Files.writeString(path, both);
    var problem = Thrown.problem(ExportProblem.FileUnusable.class, file::undo);
    assertEquals("another process wrote to the file after it", problem.reason());
    assertEquals(both, Files.readString(path));
    // If another process shortened the file, it has already removed the text.
    Files.writeString(path, "");
    file.undo();
    assertEquals("", Files.readString(path));
  }

  @Test
  void aFileThatIsNotThereIsMade() throws IOException {
    Path made = folder.resolve("made");
    new CommandFile("GITHUB_OUTPUT", made).append(Map.of("NAME", "value"));
    assertEquals(Map.of("NAME", "value"), CommandFiles.parse(Files.readString(made)));
  }

  @Test
  void preparingFindsWhatCannotBeWritten() throws IOException {
    new CommandFile("GITHUB_ENV", path).prepare();
    assertEquals("", Files.readString(path));
    var problem =
        Thrown.problem(
            ExportProblem.FileUnusable.class,
            () -> new CommandFile("GITHUB_ENV", folder.resolve("missing")).prepare());
    assertTrue(problem.path().endsWith("missing"), problem.path());
    Thrown.problem(
        ExportProblem.FileUnusable.class, () -> new CommandFile("GITHUB_ENV", folder).prepare());
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "");
    var file =
        new CommandFile("GITHUB_ENV", Files.createSymbolicLink(folder.resolve("link"), target));
    Thrown.problem(ExportProblem.FileUnusable.class, file::prepare);
    Thrown.problem(ExportProblem.FileUnusable.class, () -> file.append(Map.of("NAME", "value")));
    assertEquals("", Files.readString(target));
  }

  @Test
  void whatCannotBeWrittenIsAProblem() {
    Thrown.problem(
        ExportProblem.FileUnusable.class,
        () -> new CommandFile("GITHUB_ENV", folder).append(Map.of("A", "b")));
  }
}
