package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code rolecall configure} as a process on a real terminal. */
class ConfigureTerminalTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir Path home;

  private AtTheTerminal person() {
    return new AtTheTerminal(
        home, Map.of("HOME", home.toString(), "PATH", System.getenv("PATH")), List.of());
  }

  /** Runs the command, and then prints the settings of the terminal. */
  private static List<String> command() {
    var words =
        new ArrayList<>(
            List.of("sh", "-c", "trap : INT; \"$@\"; code=$?; stty -a; exit $code", "sh"));
    words.addAll(ConfigureSsoTest.java(List.of("configure", "--profile", "dev")));
    return words;
  }

  @Test
  void theTerminalShowsNoSecret() throws Exception {
    AtTheTerminal.Seen seen =
        person()
            .types("Key ID [None]: ", "AKIAIOSFODNN7EXAMPLE\n")
            .types("Access Key [None]: ", SECRET + "\n")
            .types("region name [None]: ", "eu-central-1\n")
            .types("output format [None]: ", "\n")
            .run(command());
    assertEquals(0, seen.exit(), seen.text());
    assertFalse(seen.text().contains(SECRET.substring(0, 8)), seen.text());
    assertEquals(
        """
        [dev]
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE
        aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        """,
        Files.readString(home.resolve(".aws/credentials")));
    assertEquals(
        "[profile dev]\nregion = eu-central-1\n", Files.readString(home.resolve(".aws/config")));
    assertEchoes(seen);
  }

  @Test
  void controlCLeavesFilesAndTerminalAsTheyWere() throws Exception {
    Path files = Files.createDirectory(home.resolve(".aws"));
    Path credentials = Files.writeString(files.resolve("credentials"), "[other]\n# ours\n");
    AtTheTerminal.Seen seen =
        person()
            .types("Key ID [None]: ", "AKIAIOSFODNN7EXAMPLE\n")
            .types("Access Key [None]: ", "\u0003")
            .run(command());
    assertTrue(seen.exit() == 1 || seen.exit() == 130, seen.exit() + seen.text());
    assertEquals("[other]\n# ours\n", Files.readString(credentials));
    assertFalse(Files.exists(files.resolve("config")));
    assertArrayEquals(new String[] {"credentials"}, files.toFile().list());
    assertEchoes(seen);
  }

  private static void assertEchoes(AtTheTerminal.Seen seen) {
    assertTrue(seen.text().contains(" echo "), seen.text());
    assertFalse(seen.text().contains(" -echo "), seen.text());
  }
}
