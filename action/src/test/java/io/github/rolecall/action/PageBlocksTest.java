package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that every block of a page is valid in its language, and uses only existing inputs.
 * PageScriptsIT runs the blocks.
 */
class PageBlocksTest {
  private static final Path ROOT = Path.of("..");

  /** Languages that this test cannot check, and the reasons. */
  private static final Map<String, String> UNREAD =
      Map.of(
          "groovy", "a Jenkins pipeline, which only Jenkins reads; PageScriptsIT runs its step",
          "dockerfile", "an image of the reader, which starts from images of others",
          "powershell", "there is no PowerShell in Debian",
          "java", "a fragment, which the test of CONTRIBUTING's step would have to place",
          "mermaid", "a picture, which the page's viewer draws",
          "ini", "an AWS file; AwsFileTextTest has its form");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^ *```");

  /** A block, and the page and line where it begins. */
  record Block(String place, String language, String text) {
    @Override
    public String toString() {
      return place + " (" + language + ")";
    }
  }

  static List<Block> blocks() throws IOException {
    var pages =
        new ArrayList<>(
            Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "RELEASING.md")
                .map(ROOT::resolve)
                .toList());
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    var blocks = new ArrayList<Block>();
    for (Path page : pages) {
      String text = Files.readString(page, UTF_8);
      BLOCK
          .matcher(text)
          .results()
          .forEach(
              block -> {
                long line = text.substring(0, block.start()).lines().count() + 1;
                String indent = block.group(1);
                blocks.add(
                    new Block(
                        page.getFileName() + ":" + line,
                        block.group(2),
                        block.group(3).replaceAll("(?m)^" + indent, "")));
              });
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void itsLanguageTakesTheBlock(Block block) throws Exception {
    check(block);
  }

  private static void check(Block block) throws Exception {
    switch (block.language()) {
      case "sh" -> assertTaken(block, "bash", "-n");
      case "fish" -> assertTaken(block, "fish", "--no-execute");
      case "json" -> JsonMapper.shared().readTree(block.text());
      case "yaml" -> assertInputsExist(yaml(block.text()));
      case "xml" -> PomBlock.of(block.text()).assertExists();
      default -> assertTrue(UNREAD.containsKey(block.language()), block::toString);
    }
  }

  private static void assertTaken(Block block, String... shell) throws Exception {
    Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(block.text().getBytes(UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Object yaml(String text) {
    // A component has several documents. Blocks do not contain GitLab's own tags.
    var documents = new ArrayList<Object>();
    new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
    return documents;
  }

  /** Asserts that each use of the action or the component has only inputs that exist. */
  private static void assertInputsExist(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      if (String.valueOf(map.get("uses")).startsWith("rolecall/rolecall@")) {
        assertKnown(map.get("with"), names(FrontEnd.ACTION, Input::key));
      }
      if (String.valueOf(map.get("component")).contains("/assume-role@")) {
        String template = Files.readString(ROOT.resolve("templates/assume-role.yml"), UTF_8);
        String header = template.substring(0, template.indexOf("\n---"));
        Map<?, ?> spec = (Map<?, ?>) ((List<?>) yaml(header)).get(0);
        Map<?, ?> inputs = (Map<?, ?>) ((Map<?, ?>) spec.get("spec")).get("inputs");
        assertKnown(
            map.get("inputs"),
            inputs.keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
      }
      for (Object part : map.values()) {
        assertInputsExist(part);
      }
    } else if (value instanceof Collection<?> list) {
      for (Object part : list) {
        assertInputsExist(part);
      }
    }
  }

  private static void assertKnown(Object given, Collection<String> known) {
    var unknown = new TreeSet<String>();
    if (given instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    }
    unknown.removeAll(known);
    assertEquals(new TreeSet<>(), unknown);
  }

  private static Collection<String> names(FrontEnd frontEnd, Function<Input, String> name) {
    return Stream.of(Input.values()).filter(frontEnd::takes).map(name).toList();
  }

  @Test
  void everyLanguageThatIsNotReadStandsInAPage() throws IOException {
    var languages = blocks().stream().map(Block::language).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(), missing(languages));
    assertTrue(blocks().size() > 80, () -> "too few blocks");
  }

  private static Set<String> missing(Collection<String> languages) {
    var missing = new TreeSet<>(UNREAD.keySet());
    missing.removeAll(languages);
    return missing;
  }

  static List<Block> wrong() {
    return List.of(
        new Block("x", "sh", "if true; then\n"),
        new Block("x", "fish", "if true\n"),
        new Block("x", "json", "{\"a\": }"),
        new Block("x", "yaml", "a: [\n"),
        new Block("x", "yaml", "steps:\n- uses: rolecall/rolecall@v1\n  with:\n    role: x\n"),
        new Block(
            "x", "yaml", "include:\n- component: g/r/assume-role@1\n  inputs:\n    nothing: x\n"),
        new Block("x", "xml", "<a>"),
        new Block(
            "x",
            "xml",
            "<plugin><artifactId>credentials-maven-plugin</artifactId><configuration><role>x</role></configuration></plugin>"),
        new Block("x", "xml", "<configuration><roleToAsume>x</roleToAsume></configuration>"),
        new Block("x", "xml", "<roles><role><roleArn>x</roleArn></role></roles>"),
        new Block("x", "xml", "<goals><goal>asume</goal></goals>"),
        new Block("x", "cobol", ""));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongBlockIsSeen(Block block) {
    assertThrows(Throwable.class, () -> check(block));
  }
}
