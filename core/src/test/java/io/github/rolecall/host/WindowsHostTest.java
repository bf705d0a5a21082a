package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.problem.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests variables, programs, file names and command lines on Windows. */
class WindowsHostTest {
  private WindowsHost windows;

  @BeforeEach
  void start() throws IOException {
    windows = new WindowsHost();
  }

  private Path program(String path) throws IOException {
    Path file = windows.path(path);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void theSearchPathMayBeCalledPath() throws IOException {
    Path program = program("C:\\tools\\buildkite-agent.exe");
    Host host = windows.of(Map.of("Path", "C:\\Windows;C:\\tools"));
    assertEquals(Optional.of(program), Command.locate(host, "buildkite-agent"));
  }

  @ParameterizedTest
  @CsvSource({
    "az.cmd,'.COM;.EXE;.BAT;.CMD'",
    "az.bat,",
    "az.ps9,.EXE;.PS9",
    "az,.EXE",
  })
  void aProgramMayHaveEachEndingOfTheSystem(String name, String endings) throws IOException {
    Path program = program("D:\\my tools\\" + name);
    var variables = new HashMap<>(Map.of("PATH", "D:\\my tools"));
    if (endings != null) {
      variables.put("PATHEXT", endings);
    }
    assertEquals(Optional.of(program), Command.locate(windows.of(variables), "az"));
    Host elsewhere = windows.of(Map.of("PATHEXT", ".CMD;.BAT;.PS9"));
    assertEquals(Optional.of(program), Command.locate(elsewhere, "D:\\my tools\\az"));
  }

  @Test
  void aProgramThatIsNowhereIsNotFound() throws IOException {
    Files.createDirectories(windows.path("C:\\tools\\az.exe"));
    Host host = windows.of(Map.of("PATH", "C:\\tools;;relative"));
    assertEquals(Optional.empty(), Command.locate(host, "az"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "C:\\bin\\creds.exe --role x|C:\\bin\\creds.exe,--role,x",
        "\"C:\\Program Files\\creds.exe\" --json|C:\\Program Files\\creds.exe,--json",
        "a 'b c'|a,'b,c'",
        "a \"b \\\"c\\\"\" d|a,b \"c\",d",
        "a \"C:\\dir\\\\\" d|a,C:\\dir\\,d",
        "a \\\\server\\share|a,\\\\server\\share",
        "a \"\" b|a,,b",
        "a\tb\\|a,b\\"
      })
  void wordsAreThoseOfAProgramOnWindows(String line, String words) {
    assertEquals(
        Optional.of(List.of(words.split(",", -1))), Command.split(windows.of(Map.of()), line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "a \"b\\\"", "", " \t "})
  void aQuoteThatIsNotClosedIsNoCommand(String line) {
    assertEquals(Optional.empty(), Command.split(windows.of(Map.of()), line));
  }

  @ParameterizedTest
  @CsvSource({
    "~\\.aws\\config,C:\\Users\\runner admin\\.aws\\config",
    "~/.aws/config,C:\\Users\\runner admin\\.aws\\config",
    "token.txt,D:\\a\\shop\\shop\\token.txt",
    "D:/keys/token,D:\\keys\\token",
  })
  void aFileIsWhereWindowsHasIt(String named, String expected) {
    assertEquals(windows.path(expected), windows.of(Map.of()).file(new Given(named, "TEST")));
  }

  @Test
  void homeGoesBeforeTheUsersFolder() {
    Host host =
        Host.of(
            Map.of("HOME", "D:\\home"),
            windows.path(WindowsHost.HOME),
            windows.path("C:\\"),
            System.out);
    assertEquals(windows.path("D:\\home"), host.home());
  }

  @Test
  void elsewhereNamesOfVariablesAreTakenAsTheyAre() {
    assertEquals(Map.of("Path", "x"), Environment.named(Map.of("Path", "x"), false));
  }
}
