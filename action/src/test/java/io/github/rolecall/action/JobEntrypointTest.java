package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the entrypoint of the images: it runs {@code rolecall} for subcommands, and other commands
 * unchanged.
 */
class JobEntrypointTest {
  private static final Path ENTRYPOINT = Path.of("../image/job-entrypoint");

  @TempDir private Path folder;

  @Test
  void isGeneratedFromTheCommands() throws IOException {
    String words =
        Stream.concat(
                Stream.of(CommandName.values()).map(CommandName::word),
                Stream.of("help", "version"))
            .collect(joining(" | "));
    new Golden(ENTRYPOINT)
        .assertHolds(
            """
            #!/bin/bash
            # A runner passes the shell to start. A user passes nothing, or a command of rolecall.
            # Generated from the commands of rolecall: -Dgolden.update writes it anew.
            case "${1-}" in
              '' | %s | -*) exec rolecall "$@" ;;
              *) exec "$@" ;;
            esac
            """
                .formatted(words));
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandIsOneOfRolecall(CommandName name) throws Exception {
    assertEquals("rolecall " + name.word() + " --help\n", start(name.word(), "--help"));
  }

  @ParameterizedTest
  @CsvSource({
    "--version, rolecall --version",
    "version, rolecall version a word",
    "help, rolecall help a word",
    "echo, a word"
  })
  void everythingElseIsStartedAsItIs(String first, String said) throws Exception {
    String[] words =
        first.startsWith("-") ? new String[] {first} : new String[] {first, "a", "word"};
    assertEquals(said + "\n", start(words));
  }

  private String start(String... words) throws Exception {
    Path rolecall =
        Files.writeString(folder.resolve("rolecall"), "#!/bin/sh\necho rolecall \"$@\"\n");
    Files.setPosixFilePermissions(rolecall, PosixFilePermissions.fromString("rwx------"));
    var command = new ArrayList<>(List.of("bash", ENTRYPOINT.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }
}
