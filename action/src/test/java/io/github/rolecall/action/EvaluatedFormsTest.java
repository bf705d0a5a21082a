package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the ways in which the documents evaluate the output of {@code rolecall assume}. A script
 * must stop after every failure, also when the process is killed and prints nothing, and when the
 * command does not exist.
 */
class EvaluatedFormsTest {
  private static final Path ROOT = Path.of("..");

  /** The command, and a consumer of its output on the same line, where its exit code is lost. */
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "(eval|source|Invoke-Expression|iex) [\"']?(\\$\\(|`|<\\()rolecall (assume|export)"
              + "|rolecall (assume|export)[^`\\n]*\\| *(Out-String *\\| *(iex|Invoke-Expression)|source|iex|Invoke-Expression"
              + "|pulumi|jq|sh\\b|bash)"
              + "|<\\(rolecall (assume|export)");

  private static final Pattern FORM =
      Pattern.compile(
          "(?m)^[ -]*(CREDENTIALS=\\$\\(rolecall assume.*\\))\\s*\\n[ -]*(eval \"\\$CREDENTIALS\")$");

  private static final String FISH =
      """
      set credentials (rolecall assume --shell fish); or exit 1
      string join \\n -- $credentials | source
      """;

  @TempDir Path folder;

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("action.yml")));
    for (String name : List.of("docs", "examples", "templates")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(name))) {
        all.filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains("decisions"))
            .filter(file -> !file.toString().contains("target"))
            .filter(file -> file.toString().matches(".*\\.(md|ya?ml|sh|xml|json)"))
            .forEach(pages::add);
      }
    }
    return pages;
  }

  private static String help(String command) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, UTF_8);
    Path here = Path.of("").toAbsolutePath();
    Main.run(new String[] {command, "--help"}, Host.of(Map.of(), here, here, stream), stream);
    return out.toString(UTF_8);
  }

  @Test
  void nothingShowsAOneLineForm() throws IOException {
    for (Path page : pages()) {
      String text = Files.readString(page);
      var found = ONE_LINE.matcher(text);
      assertFalse(found.find(), () -> page + " shows " + found.group());
    }
    for (String command : List.of("assume", "export", "exec", "whoami")) {
      var found = ONE_LINE.matcher(help(command));
      assertFalse(found.find(), () -> command + " --help shows " + found.group());
    }
  }

  /** A form that the documents show, with a shell that it is for. */
  record Form(String where, List<String> shell, String script) {
    @Override
    public String toString() {
      return where + " in " + shell.get(0);
    }
  }

  static List<Form> forms() throws IOException {
    var forms = new ArrayList<Form>();
    for (Path page : pages()) {
      var found = FORM.matcher(Files.readString(page));
      while (found.find()) {
        String script = found.group(1) + "\n" + found.group(2) + "\n";
        for (String shell : List.of("sh", "dash", "bash")) {
          forms.add(new Form(page.getFileName().toString(), List.of(shell, "-e", "-c"), script));
        }
      }
    }
    forms.add(new Form("reliability.md", List.of("fish", "-c"), FISH));
    return forms.stream().distinct().toList();
  }

  @Test
  void theDocumentsHaveThem() throws IOException {
    List<String> pages = forms().stream().map(Form::where).distinct().toList();
    assertTrue(
        pages.containsAll(List.of("README.md", "ci.md", "gitlab.md", "reliability.md")),
        pages::toString);
    String page = Files.readString(ROOT.resolve("docs/reliability.md"));
    assertTrue(page.contains(FISH.replace("--shell fish)", "--shell fish ...)")), page);
    assertTrue(help("assume").contains("string join \\n -- $credentials | source"));
  }

  private int run(Form form, String rolecall) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    if (!rolecall.isEmpty()) {
      Path program = Files.writeString(bin.resolve("rolecall"), "#!/bin/sh\n" + rolecall + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var words = new ArrayList<>(form.shell());
    words.add(form.script() + "echo went on as \"$AWS_ACCESS_KEY_ID\"\n");
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("AWS_ACCESS_KEY_ID", "other");
    Process process = builder.start();
    process.getOutputStream().close();
    output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor();
  }

  private String output = "";

  @ParameterizedTest
  @MethodSource("forms")
  void theScriptStopsInEveryCase(Form form) throws Exception {
    if (form.shell().get(0).equals("fish")) {
      RealParts.require("fish");
    }
    String take = form.shell().get(0).equals("fish") ? "set -gx " : "export ";
    String give = form.shell().get(0).equals("fish") ? " " : "=";
    // Check first that it works without a failure.
    String key = "echo \"" + take + "AWS_ACCESS_KEY_ID" + give + "'ours'\"";
    assertEquals(0, run(form, key), output);
    assertTrue(output.contains("went on as ours"), output);
    for (String failing :
        List.of("kill -9 $$", "echo false; exit 1", "exit 3", key + "; kill -9 $$")) {
      assertNotEquals(0, run(form, failing), () -> failing + ": " + output);
      assertFalse(output.contains("went on"), () -> failing + ": " + output);
    }
    Files.delete(folder.resolve("bin/rolecall"));
    assertNotEquals(0, run(form, ""), output);
    assertFalse(output.contains("went on"), output);
  }
}
