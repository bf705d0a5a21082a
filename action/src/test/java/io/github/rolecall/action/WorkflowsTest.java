package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tests the project's own workflows and forms on GitHub. {@code .ci/lint} checks their syntax. */
class WorkflowsTest {
  private static final Path GITHUB = Path.of("..", ".github");
  private static final Pattern USES = Pattern.compile("(?m)^[ -]*uses: (.*)$");
  private static final Pattern PINNED =
      Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
  private static final String STEP = "      - uses: ";
  private static final String DIGEST = "0123456789012345678901234567890123456789";

  @Test
  void everyActionIsPinnedByItsDigest() throws IOException {
    var unpinned = new ArrayList<String>();
    int uses = 0;
    for (Path file : files("workflows")) {
      String text = Files.readString(file);
      uses += (int) USES.matcher(text).results().count();
      unpinned.addAll(unpinned(text));
    }
    assertEquals(List.of(), unpinned);
    assertTrue(uses > 8, "only " + uses + " actions");
  }

  @Test
  void anActionThatIsNotPinnedIsFound() {
    assertEquals(List.of(), unpinned(STEP + "a/b/c@" + DIGEST + " # v1.0.0\n"));
    assertEquals(
        List.of("a/b@v1", "a/b@" + DIGEST, "./local"),
        unpinned(STEP + "a/b@v1\n" + STEP + "a/b@" + DIGEST + "\n" + STEP + "./local"));
  }

  private static List<String> unpinned(String text) {
    return USES.matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(action -> !PINNED.matcher(action).matches())
        .toList();
  }

  /** A digest belongs to one version of an action in all workflows. */
  @Test
  void oneActionHasOneVersion() throws IOException {
    Set<String> actions = new HashSet<>();
    Set<String> versions = new HashSet<>();
    for (Path file : files("workflows")) {
      for (MatchResult found : USES.matcher(Files.readString(file)).results().toList()) {
        String[] parts = found.group(1).split("@", 2);
        String repository = String.join("/", List.of(parts[0].split("/", -1)).subList(0, 2));
        actions.add(repository);
        versions.add(repository + parts[1]);
      }
    }
    assertEquals(actions.size(), versions.size(), versions::toString);
  }

  @Test
  void everyJobHasOnlyThePermissionsThatItNames() throws IOException {
    for (Path file : files("workflows")) {
      JsonNode workflow = new YAMLMapper().readTree(file);
      assertEquals("{}", workflow.get("permissions").toString(), file.toString());
      for (Map.Entry<String, JsonNode> job : workflow.get("jobs").properties()) {
        String name = file.getFileName() + ", " + job.getKey();
        assertTrue(job.getValue().has("permissions"), name);
        assertTrue(job.getValue().has("timeout-minutes"), name);
        boolean secrets = job.getValue().toString().contains("secrets.");
        boolean site = job.getValue().toString().contains("actions/deploy-pages@");
        assertEquals(
            secrets ? "release" : site ? "github-pages" : "",
            environment(job.getValue()),
            name + ": secrets need approval");
      }
    }
  }

  /** Returns the name of the environment of a job, or nothing. */
  private static String environment(JsonNode job) {
    JsonNode environment = job.path("environment");
    return environment.isObject()
        ? environment.path("name").asString("")
        : environment.asString("");
  }

  /** The shell would execute a branch name or a title that an expression inserts into a script. */
  @Test
  void noExpressionStandsInAScript() throws IOException {
    for (Path file : files("workflows")) {
      for (JsonNode script : new YAMLMapper().readTree(file).findValues("run")) {
        assertTrue(!script.toString().contains("${{"), file + ": " + script);
      }
    }
  }

  @Test
  void theReleaseRunsEveryStepButTheFirst() throws IOException {
    String help = Files.readString(Path.of("..", "release", "publish"));
    String all = help.replaceAll("(?s).*\nall=\\(prepare ([a-z ]+)\\).*", "$1");
    var run = new ArrayList<String>();
    Pattern.compile("--run ([a-z ]+)")
        .matcher(Files.readString(GITHUB.resolve("workflows/release.yml")))
        .results()
        .forEach(found -> run.addAll(List.of(found.group(1).trim().split(" ", -1))));
    assertEquals(List.of(all.split(" ", -1)), run);
  }

  @Test
  void formsAskWhatGitHubShows() throws IOException {
    int forms = 0;
    for (Path file : files("ISSUE_TEMPLATE")) {
      JsonNode form = new YAMLMapper().readTree(file);
      if (file.endsWith("config.yml")) {
        assertTrue(form.get("contact_links").get(0).get("url").asString().startsWith("https://"));
        continue;
      }
      forms++;
      assertTrue(form.has("name") && form.has("description"), file.toString());
      Set<String> ids = new HashSet<>();
      for (JsonNode part : form.get("body")) {
        String type = part.get("type").asString();
        assertTrue(Set.of("markdown", "input", "textarea", "dropdown").contains(type), type);
        JsonNode attributes = part.get("attributes");
        if (type.equals("markdown")) {
          assertTrue(attributes.has("value"), file.toString());
        } else {
          assertTrue(ids.add(part.get("id").asString()), file + ": " + part);
          assertTrue(attributes.has("label"), file + ": " + part);
          assertEquals(type.equals("dropdown"), attributes.has("options"), file + ": " + part);
        }
      }
    }
    assertEquals(2, forms);
  }

  @Test
  void updatesLookWhereTheFilesAre() throws IOException {
    Map<String, String> files =
        Map.of(
            "maven", "pom.xml",
            "docker", "Dockerfile",
            "npm", "package.json",
            "github-actions", ".github/workflows");
    JsonNode updates = new YAMLMapper().readTree(GITHUB.resolve("dependabot.yml")).get("updates");
    var ecosystems = new TreeSet<String>();
    for (JsonNode update : updates) {
      String ecosystem = update.get("package-ecosystem").asString();
      ecosystems.add(ecosystem);
      String file = files.get(ecosystem);
      String folder = update.get("directory").asString().substring(1);
      assertTrue(Files.exists(Path.of("..", folder).resolve(file)), update::toString);
    }
    assertEquals(new TreeSet<>(files.keySet()), ecosystems);
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.list(GITHUB.resolve(folder))) {
      return all.sorted().toList();
    }
  }
}
