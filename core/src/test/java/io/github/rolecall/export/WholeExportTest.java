package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.export.file.CommandFile;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an export that fails after some of its targets have been written. */
class WholeExportTest {
  @TempDir private Path home;
  private final RecordingConsole console = new RecordingConsole();

  /** Returns the exporters of a profile, of a file to source, and of the outputs of a step. */
  private List<Exporter> places() throws IOException {
    var outputs = new CommandFile("GITHUB_OUTPUT", Files.writeString(outputs(), "mine=1\n"));
    return List.of(
        new ProfileExporter(new ExportTargets.Profile("ci", true), TestHost.at(home, Map.of())),
        new EnvFileExporter(home.resolve("rolecall.env"), Samples.exportTargets(), Map.of()),
        assumed -> new Appended(outputs, Map.of("secret", Samples.SECRET), "the outputs"));
  }

  private Path outputs() {
    return home.resolve("outputs");
  }

  private void export(Exporter last) throws IOException {
    List<Exporter> all = Stream.concat(places().stream(), Stream.of(last)).toList();
    Exporter.exportAll(List.of(new Exporter.HandedOver(Samples.role(), all)), console);
  }

  private void exportAndFail(Runnable atLast) {
    assertThrows(
        CredentialsException.class,
        () ->
            export(
                assumed ->
                    () -> {
                      atLast.run();
                      throw new CredentialsException(new ExportProblem.OutputLost());
                    }));
  }

  private Map<String, String> files() throws IOException {
    var texts = new HashMap<String, String>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(home.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void placesThatWereNotThereAreGone() throws IOException {
    exportAndFail(() -> {});
    assertEquals(Map.of("outputs", "mine=1\n", ".aws/.credentials.lock", ""), files());
    assertEquals(List.of(), console.events());
  }

  @Test
  void whatWasThereIsThereAgain() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    var before =
        Map.of(
            "rolecall.env", "# another role\n",
            ".aws/credentials", "# mine\n[ci]\naws_access_key_id = AKIA\n",
            ".aws/config", "[profile ci]\nregion = x\n");
    for (Map.Entry<String, String> file : before.entrySet()) {
      new SecureFile(home.resolve(file.getKey())).write(file.getValue());
    }
    exportAndFail(() -> {});
    var after = files();
    before.forEach((name, text) -> assertEquals(text, after.get(name)));
    assertEquals("mine=1\n", after.get("outputs"));
  }

  @Test
  void whatCannotBeTakenBackIsNamed() throws IOException {
    exportAndFail(
        () -> {
          try {
            Files.writeString(outputs(), "theirs=1\n", StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertEquals(List.of("file-unusable"), console.of("failed"));
    assertTrue(files().get("outputs").endsWith("theirs=1\n"));
    assertFalse(files().containsKey("rolecall.env"));
  }

  @Test
  void aRunThatDoesNotFailStays() throws IOException {
    export(assumed -> () -> "nowhere");
    assertTrue(files().get("outputs").contains(Samples.SECRET));
    assertTrue(files().get("rolecall.env").contains(Samples.SECRET));
    assertTrue(files().get(".aws/credentials").contains(Samples.SECRET));
    assertTrue(console.of("info").contains("Exported to the outputs."));
  }
}
