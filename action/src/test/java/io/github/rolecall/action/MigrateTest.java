package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Tests {@code rolecall migrate} with the command lines that users type. */
class MigrateTest {
  private static final String OLD = "aws-actions/configure-aws-credentials@v4";
  private static final String DIGEST = "8d3c67de8e2fe68ef647c8db1e6a09f647780f40";
  private static final String WORKFLOW =
      """
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - uses: aws-actions/configure-aws-credentials@v4 # v4.0.2
        b:
          runs-on: windows-latest
          steps:
            - uses: aws-actions/configure-aws-credentials@v4
      """;

  @TempDir Path folder;
  private Path file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void workflow() throws IOException {
    Path workflows = Files.createDirectories(folder.resolve(".github/workflows"));
    file = Files.writeString(workflows.resolve("a.yml"), WORKFLOW);
  }

  @Test
  void showsADiffAndChangesNothing() throws IOException {
    assertEquals(0, migrate("."));
    assertEquals(
        """
        --- a/.github/workflows/a.yml
        +++ b/.github/workflows/a.yml
        @@ -2,7 +2,7 @@
           a:
             runs-on: ubuntu-latest
             steps:
        -      - uses: aws-actions/configure-aws-credentials@v4 # v4.0.2
        +      - uses: rolecall/rolecall@v1 # v1
           b:
             runs-on: windows-latest
             steps:
        """,
        out.toString(UTF_8));
    assertEquals(WORKFLOW, Files.readString(file));
    assertTrue(said().contains("    .github/workflows/a.yml:9  windows-latest\n"), said());
    assertTrue(said().contains("docs/github.md#"), said());
    assertTrue(said().contains("1 can be changed in 1 files, 1 stay. Run it again"), said());
  }

  @Test
  void writesOnlyWhenToldTo() throws IOException {
    assertEquals(0, migrate(".", "--write"));
    assertEquals(
        WORKFLOW.replace(OLD + " # v4.0.2", "rolecall/rolecall@v1 # v1"), Files.readString(file));
    assertTrue(said().contains("1 changed in 1 files, 1 stay."), said());
    assertEquals(0, migrate(".", "--check"), "the uses that stay need no change");
  }

  /** If a workflow uses a name that nobody owns, its next owner can run code in the job. */
  @Test
  void aBuildThatIsNoReleaseSaysSo() {
    migrate(".");
    assertTrue(said().contains("/rolecall is not released"), said());
  }

  @Test
  void checkFailsWhileThereIsSomethingToChange() {
    assertEquals(1, migrate(".", "--check"));
    assertEquals(0, migrate(".", "--check", "--write"));
    assertEquals(0, migrate(".", "--check"));
  }

  @Test
  void pinsByDigestWhereTheFileDid() throws IOException {
    String pinned = WORKFLOW.replace("@v4", "@" + "a".repeat(40));
    Files.writeString(file, pinned);
    assertEquals(0, migrate(".", "--write"));
    assertEquals(pinned, Files.readString(file));
    assertTrue(said().contains("--digest"), said());
    assertEquals(0, migrate(".", "--write", "--digest", DIGEST, "--to", "v1.2.3"));
    assertTrue(
        Files.readString(file).contains("- uses: rolecall/rolecall@" + DIGEST + " # v1.2.3\n"));
  }

  @Test
  void scriptsGetJson() throws IOException {
    assertEquals(0, migrate(".", "--format", "json"));
    JsonNode json = new ObjectMapper().readTree(out.toString(UTF_8));
    assertEquals(2, json.path("uses").asInt());
    assertEquals(1, json.path("changed").asInt());
    JsonNode note = json.path("files").path(0).path("notes").path(0);
    assertEquals("not-linux", note.path("code").asString());
    assertEquals(9, note.path("line").asInt());
    assertEquals("", said());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | Missing",
        "gone | no such file",
        ". --digest v1 | --digest must be",
        ". --to 'a b' | --to must be",
        ". --format xml | --format must be",
        ". --writ | Unknown",
      })
  void wrongUsageIsTwo(String arguments, String message) {
    String[] words =
        arguments == null ? new String[0] : arguments.replace("'a b'", "a\u00a0b").split(" ", -1);
    assertEquals(2, migrate(words));
    assertTrue(said().contains(message), said());
    assertEquals("", out.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: ]\n", "\u0001"})
  void whatCannotBeReadIsOne(String text) throws IOException {
    Files.writeString(file.resolveSibling("b.yml"), text);
    assertEquals(1, migrate("."));
    assertTrue(said().contains("  .github/workflows/b.yml: line 1"), said());
    assertTrue(out.toString(UTF_8).contains("+      - uses: rolecall/rolecall@v1"));
  }

  /** A workflow may come from a stranger, and the runner executes workflow commands in a log. */
  @Test
  void nothingOfAFileIsACommand() throws IOException {
    Files.writeString(
        file,
        WORKFLOW
            .replace("windows-latest", "\"windows\\e[2J\\n::error::x\"")
            .replace("    steps:\n", "    steps: # ##[error]x\n"));
    migrate(".");
    String all = said() + out.toString(UTF_8);
    assertTrue(all.contains("windows?[2J"), all);
    assertFalse(all.contains("\u001b") || all.contains("\u009b"), all);
    assertFalse(all.contains("##[error]"), all);
    assertFalse(all.lines().anyMatch(line -> line.strip().startsWith("::")), all);
  }

  @Test
  void theOutputsAreThoseOfTheAction() throws IOException {
    JsonNode action =
        new tools.jackson.dataformat.yaml.YAMLMapper()
            .readTree(Files.readString(Path.of("../action.yml")));
    String step = "{id: aws, uses: " + OLD + "}";
    var reads = new StringBuilder();
    for (String output : new TreeSet<>(action.path("outputs").propertyNames())) {
      reads.append("${{ steps.aws.outputs.").append(output).append(" }} ");
    }
    Files.writeString(
        file,
        "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [%s, {run: \"%s\"}]\n"
            .formatted(step, reads));
    assertEquals(0, migrate("."));
    assertFalse(said().contains("output"), said());
  }

  private int migrate(String... arguments) {
    out.reset();
    err.reset();
    var log = new PrintStream(out, true, UTF_8);
    Host host = Host.of(Map.of("HOME", folder.toString()), folder, folder, log);
    var words = new java.util.ArrayList<>(List.of("migrate"));
    words.addAll(List.of(arguments));
    return Main.run(words.toArray(String[]::new), host, new PrintStream(err, true, UTF_8));
  }

  private String said() {
    return err.toString(UTF_8);
  }
}
