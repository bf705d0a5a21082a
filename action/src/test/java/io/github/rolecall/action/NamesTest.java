package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.ci.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Tests the names in {@code release/names}: RELEASING.md records who owns them, the README warns
 * while a name has no owner, and {@code release/rename} changes them everywhere.
 */
class NamesTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");

  /** The last cell of a row. */
  private static final Pattern OWNER =
      Pattern.compile("not owned yet|owned since \\d{4}-\\d\\d-\\d\\d by .+; evidence: .+");

  /** A row of the table: the name in release/names, the public name, the owner. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `([^`]+)`.*\\| ([^|]+) \\|$");

  private record Name(String key, String value, String owner) {
    boolean isOwned() {
      return owner.startsWith("owned since");
    }
  }

  @TempDir Path folder;

  @Test
  void everyPublicNameHasARow() throws Exception {
    Map<String, String> names = names(ROOT);
    names.remove("java-package");
    List<Name> rows = rows(text("RELEASING.md"));
    assertEquals(names.keySet(), new LinkedHashSet<>(rows.stream().map(Name::key).toList()));
    assertAll(
        rows.stream()
            .map(
                row ->
                    () -> assertTrue(row.value().endsWith(names.get(row.key())), row::toString)));
    assertAll(
        rows.stream()
            .map(row -> () -> assertTrue(OWNER.matcher(row.owner()).matches(), row::toString)));
  }

  @Test
  void theReadmeWarnsOfEachNameThatNobodyOwns() throws Exception {
    String readme = text("README.md");
    assertEquals(List.of(), missing(readme, rows(text("RELEASING.md"))));
    String top = readme.substring(0, readme.indexOf("\n## "));
    assertTrue(top.contains("Not released"), top);
    assertTrue(top.contains("never run against real AWS, GitHub or GitLab"), top);
  }

  /** Proves that the test above detects a removed note and a stale one. */
  @Test
  void aMissingOrAStaleNoteIsFound() throws Exception {
    String readme = text("README.md");
    List<Name> rows = rows(text("RELEASING.md"));
    String value = rows.get(0).value();
    assertNotEquals(List.of(), missing(readme.replace(value, "x"), List.of(open(value))));
    assertNotEquals(List.of(), missing(readme.replace("RELEASING.md", "x"), List.of(open(value))));
    assertNotEquals(List.of(), missing("> `" + value + "`\n\n## A", List.of(owned(value))));
    assertEquals(List.of(), missing("# A\n\n## B " + value, List.of(owned(value))));
  }

  private static Name open(String value) {
    return new Name("github", value, "not owned yet");
  }

  private static Name owned(String value) {
    return new Name("github", value, "owned since 2027-01-31 by A; evidence: B");
  }

  /** Returns what is wrong with the note at the top: the quoted lines before the first section. */
  private static List<String> missing(String readme, List<Name> names) {
    String top = readme.substring(0, readme.indexOf("\n## "));
    String note = String.join("\n", top.lines().filter(line -> line.startsWith(">")).toList());
    var wrong = new ArrayList<String>();
    for (Name name : names) {
      if (note.contains("`" + name.value() + "`") == name.isOwned()) {
        wrong.add((name.isOwned() ? "is owned, but in the note: " : "is not in the note: ") + name);
      }
    }
    boolean allOwned = names.stream().allMatch(Name::isOwned);
    if (!allOwned && !note.contains("(RELEASING.md)")) {
      wrong.add("the note does not link to RELEASING.md");
    }
    return wrong;
  }

  @Test
  void everyFileWithABlockToPastePointsToTheNote() throws Exception {
    List<Name> rows = rows(text("RELEASING.md"));
    List<Path> pasted = new ArrayList<>();
    for (Path file : files(ROOT)) {
      String path = ROOT.relativize(file).toString();
      boolean forUsers =
          path.endsWith("README.md")
              || (path.startsWith("docs/") && !path.startsWith("docs/decisions/"))
              || path.startsWith("examples/")
              || path.startsWith("templates/")
              || path.contains("src/main/java/");
      if (forUsers && hasBlock(read(file))) {
        pasted.add(file);
        if (rows.stream().anyMatch(row -> !row.isOwned())) {
          assertTrue(read(file).contains("RELEASING.md"), path + " does not point to RELEASING.md");
        }
      }
    }
    assertTrue(pasted.size() >= 11, pasted.toString());
  }

  /** Returns whether a job could download something by one of the names. */
  private static boolean hasBlock(String text) throws IOException {
    Map<String, String> names = names(ROOT);
    return Stream.of(
            "uses: " + names.get("github") + "@",
            "/" + names.get("gitlab") + "/assume-role@",
            "image: " + names.get("image") + ":",
            "image: docker.io/" + names.get("image") + ":",
            "default: " + names.get("image") + ":",
            "<groupId>" + names.get("maven-group") + "</groupId>",
            names.get("maven-group") + ":credentials-maven-plugin")
        .anyMatch(text::contains);
  }

  @Test
  void nothingIsPublishedUnderANameThatNobodyOwns() throws Exception {
    copyTree();
    String releasing = text("RELEASING.md");
    Path file = folder.resolve("RELEASING.md");

    Files.writeString(file, releasing.replaceFirst("(\\| not owned yet \\|\n)+", "$1"));
    Ended refused = run(List.of("bash", "release/publish", "9.9.9", "--run"));
    assertEquals(1, refused.exitCode(), refused::output);
    assertTrue(refused.output().contains("RELEASING.md"), refused::output);
    assertFalse(refused.output().contains("+ "), refused::output);

    String git = "git init -q && git -c user.name=a -c user.email=b commit -q --allow-empty -m c";
    assertEquals(0, run(List.of("bash", "-c", git)).exitCode());
    Ended shown = run(List.of("bash", "release/publish", "9.9.9"));
    assertEquals(0, shown.exitCode(), shown::output);
    String image = names(ROOT).get("image");
    assertTrue(shown.output().contains(image + ":9.9.9"), shown::output);
  }

  @Tag("long")
  @Test
  void renamingLeavesNoOldName() throws Exception {
    Map<String, String> old = names(ROOT);
    var wanted = new LinkedHashMap<String, String>();
    // In two parts, because the copy of this file is renamed too.
    wanted.put("github", "acme-corp" + "/sesame");
    wanted.put("gitlab", "acme/tools" + "/sesame");
    wanted.put("image", "registry.acme.test" + "/sesame/job");
    wanted.put("maven-group", "com.acme" + ".ses-ame");
    wanted.put("java-package", "com.acme" + ".sesame");
    copyTree();
    int files = files(folder).size();

    Ended renamed = rename(wanted);

    assertEquals(0, renamed.exitCode(), renamed::output);
    assertEquals(wanted, names(folder));
    assertEquals(files, files(folder).size());
    assertEquals(List.of(), filesWith(folder, old));
    assertPomsAgree(wanted.get("maven-group"));
    assertPackagesAreFolders(wanted.get("java-package"));
    assertUses(wanted);

    // Rename back: two names that had one text now have two texts.
    Ended back = rename(old);
    assertEquals(0, back.exitCode(), back::output);
    assertEquals(List.of(), filesWith(folder, wanted));
    assertEquals(contents(ROOT).keySet(), contents(folder).keySet());
    Ended again = rename(wanted);
    assertEquals(0, again.exitCode(), again::output);
  }

  @Test
  void aNameThatIsUnclearOrWrongChangesNothing() throws Exception {
    copyTree();
    Map<Path, String> before = contents(folder);
    String github = names(ROOT).get("github");
    Ended wrong = rename(Map.of("java-package", "com.acme.new"));
    assertEquals(2, wrong.exitCode(), wrong::output);
    assertTrue(wrong.output().contains("java-package cannot be com.acme.new"), wrong::output);
    assertEquals(before, contents(folder));

    Files.writeString(folder.resolve("docs/new.md"), "All of " + github + " is good.\n");
    before = contents(folder);
    Ended unclear = rename(Map.of("github", "acme/sesame"));
    assertEquals(2, unclear.exitCode(), unclear::output);
    assertTrue(unclear.output().contains("new.md:1"), unclear::output);
    assertEquals(before, contents(folder));
  }

  private void assertPomsAgree(String group) throws Exception {
    var poms = files(folder).stream().filter(file -> file.endsWith("pom.xml")).toList();
    assertTrue(poms.size() > 10, poms.toString());
    for (Path pom : poms) {
      Element project =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(pom.toFile())
              .getDocumentElement();
      NodeList artifacts = project.getElementsByTagName("artifactId");
      for (int i = 0; i < artifacts.getLength(); i++) {
        String name = artifacts.item(i).getTextContent();
        if (name.startsWith("rolecall-") || name.equals("credentials-maven-plugin")) {
          String own = groupBeside(artifacts.item(i));
          // The module's own artifact has the group of its parent.
          assertTrue(
              own.equals(group) || (own.isEmpty() && artifacts.item(i).getParentNode() == project),
              name + " has the group " + own + " in " + pom);
        }
      }
    }
  }

  private static String groupBeside(Node artifact) {
    NodeList all = artifact.getParentNode().getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i).getNodeName().equals("groupId")) {
        return all.item(i).getTextContent();
      }
    }
    return "";
  }

  private void assertPackagesAreFolders(String root) throws IOException {
    Pattern declared = Pattern.compile("(?m)^package ([\\w.]+);");
    int sources = 0;
    for (Path file : files(folder)) {
      String path = folder.relativize(file).toString();
      Matcher matcher = declared.matcher(path.endsWith(".java") ? read(file) : "");
      if (path.contains("/src/it/") || !matcher.find() || path.startsWith("examples/")) {
        continue;
      }
      sources++;
      assertTrue(matcher.group(1).startsWith(root), path);
      assertTrue(path.contains("/java/" + matcher.group(1).replace('.', '/') + "/"), path);
    }
    assertTrue(sources > 300, "only " + sources + " sources");
  }

  private void assertUses(Map<String, String> names) throws IOException {
    assertTrue(in("README.md", "uses: " + names.get("github") + "@"));
    String owner = names.get("github").replaceFirst("/.*", "");
    assertTrue(in(".github/CODEOWNERS", "@" + owner + "/"));
    String site = owner + ".github.io/" + names.get("github").replaceFirst(".*/", "");
    assertTrue(in("RELEASING.md", "`" + site + "`"));
    assertTrue(in("docs/explain.md", "<https://" + site + "/>"));
    assertTrue(in("SECURITY.md", "--repo " + names.get("github") + "\n"));
    assertTrue(in("README.md", "image: " + names.get("image") + ":gitlab"));
    assertTrue(in("README.md", "<groupId>" + names.get("maven-group") + "</groupId>"));
    assertTrue(in("README.md", "`github.com/" + names.get("github") + "`"));
    assertTrue(in("README.md", "`gitlab.com/" + names.get("gitlab") + "`"));
    assertTrue(in("docs/gitlab.md", "/" + names.get("gitlab") + "/assume-role@"));
    assertTrue(in("templates/assume-role.yml", "default: " + names.get("image") + ":gitlab"));
    assertTrue(in("Dockerfile", "source=\"https://github.com/" + names.get("github") + "\""));
    assertTrue(in("pom.xml", "<url>https://github.com/" + names.get("github") + "</url>"));
    assertTrue(in("pom.xml", "AnnotatedPackages=" + names.get("java-package")));
    assertTrue(in("action/pom.xml", names.get("java-package") + ".action.Main</Main-Class>"));
    assertTrue(in("image/runtime", names.get("java-package") + ".action.Main"));
    assertTrue(in("image/runtime", "/rolecall.jar"));
    assertTrue(in("image/rolecall", "/opt/rolecall/"));
    assertTrue(in("testkit/src/main/resources/scenarios/denied/expected/log", names.get("github")));
  }

  private boolean in(String file, String text) throws IOException {
    return read(folder.resolve(file)).contains(text);
  }

  /** Returns the files that still contain one of the names, in their text or their path. */
  private static List<String> filesWith(Path root, Map<String, String> names) throws IOException {
    Predicate<String> has =
        Pattern.compile(
                Stream.of(
                        // In the image it is a path, for example /opt/rolecall/rolecall.jar.
                        "(?<!/opt/|[\\w-])"
                            + Pattern.quote(names.get("github"))
                            + "(?!\\.\\w|[\\w-])",
                        "(?<!/opt/|[\\w-])"
                            + Pattern.quote(names.get("gitlab"))
                            + "(?!\\.\\w|[\\w-])",
                        "(?<!/opt/|[\\w-])"
                            + Pattern.quote(names.get("image"))
                            + "(?!\\.\\w|[\\w-])",
                        Pattern.quote(names.get("github").replaceFirst("/", ".github.io/")),
                        Pattern.quote(names.get("maven-group")),
                        Pattern.quote(names.get("java-package")),
                        Pattern.quote(names.get("java-package").replace('.', '/')),
                        Pattern.quote(names.get("java-package").replace(".", "\", \"")))
                    .reduce((a, b) -> a + "|" + b)
                    .orElseThrow())
            .asPredicate();
    var found = new ArrayList<String>();
    for (Map.Entry<Path, String> file : contents(root).entrySet()) {
      if (has.test(file.getKey().toString()) || has.test(file.getValue())) {
        found.add(file.getKey().toString());
      }
    }
    return found;
  }

  private record Ended(int exitCode, String output) {}

  private Ended rename(Map<String, String> names) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words =
        new ArrayList<>(
            List.of(java, "-XX:TieredStopAtLevel=1", "--source", "17", "release/rename"));
    names.forEach((name, value) -> words.add(name + "=" + value));
    return run(words);
  }

  private Ended run(List<String> words) throws Exception {
    var output = new ByteArrayOutputStream();
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    int exitCode = new CommandLine(words).run(environment, folder, output);
    return new Ended(exitCode, output.toString(UTF_8));
  }

  private void copyTree() throws IOException {
    for (Path file : files(ROOT)) {
      Path copy = folder.resolve(ROOT.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static Map<Path, String> contents(Path root) throws IOException {
    var contents = new TreeMap<Path, String>();
    for (Path file : files(root)) {
      contents.put(root.relativize(file), read(file));
    }
    return contents;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> Stream.of(parts(root, file)).noneMatch(SKIPPED::contains))
          .toList();
    }
  }

  private static String[] parts(Path root, Path file) {
    return root.relativize(file).toString().split("/", -1);
  }

  private static Map<String, String> names(Path root) throws IOException {
    var names = new LinkedHashMap<String, String>();
    for (String line : Files.readAllLines(root.resolve("release/names"))) {
      int equals = line.indexOf('=');
      if (!line.startsWith("#") && equals > 0) {
        names.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return names;
  }

  private static List<Name> rows(String releasing) {
    return ROW.matcher(releasing)
        .results()
        .map(row -> new Name(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  /** Returns the text of a file; empty if it is binary. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    }
  }
}
