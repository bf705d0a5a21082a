package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Tests that the parser accepts every {@code rolecall ...} that a page shows, in a block or in a
 * sentence: its commands and options exist, and options that need a value have one.
 */
class CommandLinesTest {
  private static final Path ROOT = Path.of("..");

  /** The command or its jar, up to the end of the line. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?:(?<![\\w./'-])rolecall|java -jar [\\w./$\\{\\}-]*rolecall\\.jar) ((?:help |-)?[a-z-]+[^\\n]*)");

  private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^( *)```(?!mermaid)\\w*\\n(.*?)^ *```");

  /** A word of a shell: quoted, or up to a blank or an operator. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\G *(?:(\"[^\"]*\"|'[^']*')|((?:\\$\\{[^}]*\\}|\\$\\([^)]*\\)|[^\\s|&;<>()`#\"'])+(?:\"[^\"]*\")?))");

  /**
   * One command line.
   *
   * @param page the page that shows it
   * @param sentence whether it is part of a sentence, which may name only a command or an option
   */
  record Shown(String page, boolean sentence, List<String> words) {
    @Override
    public String toString() {
      return page + ": rolecall " + String.join(" ", words);
    }
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("SECURITY.md")));
    for (String folder : List.of("docs", "examples", "templates")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
        all.filter(file -> file.toString().matches(".*\\.(md|ya?ml|sh)"))
            .filter(file -> !file.toString().matches(".*/(decisions|target)/.*"))
            .forEach(pages::add);
      }
    }
    return pages;
  }

  static List<Shown> commandLines() throws IOException {
    var found = new ArrayList<Shown>();
    for (Path page : pages()) {
      String text = Files.readString(page, UTF_8);
      String name = ROOT.relativize(page).toString();
      if (name.endsWith(".md")) {
        BLOCK.matcher(text).results().forEach(block -> add(found, name, false, block.group(2)));
        CODE.matcher(BLOCK.matcher(text).replaceAll(""))
            .results()
            .filter(code -> !code.group(1).contains("|"))
            .forEach(code -> add(found, name, true, code.group(1)));
      } else {
        add(found, name, false, text);
      }
    }
    return found.stream().distinct().toList();
  }

  private static void add(List<Shown> found, String page, boolean sentence, String text) {
    // Join continued lines, and drop comments.
    String lines = text.replaceAll("\\\\\\n *", " ").replaceAll("(?m)^\\s*#.*$", "");
    Matcher shown = SHOWN.matcher(lines);
    while (shown.find()) {
      found.add(new Shown(page, sentence, words(shown.group(1))));
    }
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(line.replaceFirst("(\\.\\.\\.|…).*", ""));
    while (word.find()) {
      String quoted = word.group(1);
      words.add(quoted == null ? word.group(2) : quoted.substring(1, quoted.length() - 1));
    }
    // The arguments of a script, and a placeholder for a command.
    words.removeAll(List.of("$@", "COMMAND"));
    return words;
  }

  private static void parse(List<String> words) {
    Path nowhere = Path.of("/");
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    CommandLine command =
        RolecallCommand.line(Host.of(Map.of(), nowhere, nowhere, nothing), nothing);
    List<String> rest = words.get(0).equals("help") ? words.subList(1, words.size()) : words;
    if (!rest.equals(List.of("action")) && !rest.equals(List.of("version"))) {
      // Unlike parsing with help, this rejects unknown options.
      CommandLine.ParseResult parsed = command.parseArgs(rest.toArray(String[]::new));
      assertEquals(List.of(), parsed.unmatched());
    }
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void theParserTakesWhatAPageShows(Shown shown) {
    try {
      parse(shown.words());
    } catch (CommandLine.MissingParameterException e) {
      assertTrue(shown.sentence(), e::getMessage);
    }
  }

  @Test
  void manyPagesShowMany() throws IOException {
    List<Shown> all = commandLines();
    assertTrue(all.size() > 150, () -> "only " + all.size());
    assertTrue(all.stream().map(Shown::page).distinct().count() > 15, all::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```sh\nrolecall asume\n```",
        "```sh\nX=$(rolecall assume --no-such-option x)\n```",
        "```sh\nrolecall explain --trust-policy\n```",
        "`rolecall explain --trust-polcy role.json`",
        "```sh\njava -jar target/rolecall.jar whoami \\\n  --jsn\n```"
      })
  void aWrongOneIsSeen(String page) {
    var found = new ArrayList<Shown>();
    BLOCK.matcher(page).results().forEach(block -> add(found, "page", false, block.group(2)));
    CODE.matcher(page).results().forEach(code -> add(found, "page", true, code.group(1)));
    assertEquals(1, found.size(), page);
    assertThrows(CommandLine.ParameterException.class, () -> parse(found.get(0).words()));
  }
}
