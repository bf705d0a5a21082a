package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.action.PageScript.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Finds every block of README.md and docs/*.md that runs something. */
final class PageScripts {
  static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern STEP_OF_JENKINS = Pattern.compile("\\bsh '([^']+)'");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "console", "fish", "powershell");

  /**
   * The keys in the YAML of CI systems whose values are shell lines, in the order of their
   * execution.
   */
  private static final Set<String> SCRIPTS =
      Set.of(
          "before_script", "script", "run", "command", "commands", "before_init", "before_apply");

  private static final Set<String> VARIABLES =
      Set.of("variables", "environment", "env", "env_vars");

  private PageScripts() {}

  static List<PageScript> all() throws IOException {
    var pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    var scripts = new ArrayList<PageScript>();
    for (Path page : pages) {
      scripts.addAll(of(ROOT.relativize(page).toString(), Files.readString(page, UTF_8)));
    }
    return scripts;
  }

  /** Returns the scripts of one page. */
  static List<PageScript> of(String page, String text) throws IOException {
    ReleaseContents release = ReleaseContents.read();
    return BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> script(page, text, block, release).stream())
        .toList();
  }

  private static Optional<PageScript> script(
      String page, String text, MatchResult found, ReleaseContents release) {
    String before = text.substring(0, found.start());
    String place = page + ":" + (before.lines().count() + 1);
    String section = HEADING.matcher(before).results().map(m -> m.group(1)).reduce("", (a, b) -> b);
    String above = before.stripTrailing().replaceFirst("(?s).*\\n\\n", "");
    String block = found.group(3).replaceAll("(?m)^" + found.group(1), "");
    var lines = new ArrayList<String>();
    var variables = new LinkedHashMap<String, String>();
    if (SHELLS.contains(found.group(2))) {
      lines.add(block);
    } else if (found.group(2).equals("groovy")) {
      STEP_OF_JENKINS.matcher(block).results().forEach(step -> lines.add(step.group(1)));
    } else if (found.group(2).equals("yaml")) {
      new Load(LoadSettings.builder().build())
          .loadAllFromString(block)
          .forEach(document -> collect(document, lines, variables));
    }
    if (lines.isEmpty() && !usesTheAction(block, release)) {
      return Optional.empty();
    }
    Kind kind = kind(found.group(2), block, release);
    String script = kind == Kind.WORKFLOW ? block : String.join("\n", lines);
    return Optional.of(new PageScript(place, page, section, above, kind, block, script, variables));
  }

  /**
   * Returns the kind of a block. A CI job has what its image has; a reader at a shell has installed
   * Rolecall.
   */
  private static Kind kind(String language, String block, ReleaseContents release) {
    if (usesTheAction(block, release)) {
      return Kind.WORKFLOW;
    }
    boolean job = language.equals("yaml") || language.equals("groovy");
    String name = Pattern.quote(release.name("image"));
    boolean image = Pattern.compile("image:? '?" + name + ":").matcher(block).find();
    return block.contains("rolecall.jar") || (job && !image) ? Kind.DOWNLOAD : Kind.COMMAND;
  }

  private static boolean usesTheAction(String block, ReleaseContents release) {
    return block.contains("uses: " + release.name("github") + "@");
  }

  private static void collect(Object value, List<String> lines, Map<String, String> variables) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, part) -> {
            if (SCRIPTS.contains(key) && !(part instanceof Map)) {
              lines.add(lines(String.valueOf(key), part));
            } else {
              if (VARIABLES.contains(key)) {
                addVariables(part, variables);
              }
              collect(part, lines, variables);
            }
          });
    } else if (value instanceof Collection<?> list) {
      list.forEach(part -> collect(part, lines, variables));
    }
  }

  private static String lines(String key, Object script) {
    if (script instanceof Collection<?> list) {
      // A list under "command" contains the words of one command.
      boolean words = key.equals("command");
      return list.stream()
          .map(String::valueOf)
          .map(word -> words ? "'" + word.replace("'", "'\\''") + "'" : word)
          .collect(Collectors.joining(words ? " " : "\n"));
    }
    return String.valueOf(script);
  }

  /**
   * Adds variables from a map, or from a list of names and values, without those that the CI system
   * computes.
   */
  private static void addVariables(Object value, Map<String, String> variables) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, text) -> add(name, text, variables));
    } else if (value instanceof Collection<?> list) {
      for (Object entry : list) {
        if (entry instanceof Map<?, ?> map) {
          add(map.get("name"), map.get("value"), variables);
        }
      }
    }
  }

  private static void add(Object name, Object value, Map<String, String> variables) {
    String text = String.valueOf(value);
    if (!text.contains("$(")) {
      variables.put(String.valueOf(name), text);
    }
  }
}
