package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that {@code release/contents} has every image tag, reference to the action or the
 * component, artifact, version and file that a page, an example, a template or a message names.
 */
class PublishedNamesTest {
  private static final Path ROOT = Path.of("..");
  private static final String ALONE = "(?<![\\w./$-])";
  private static final String VALUE = "([\\w-]+(?:\\.[\\w-]+)*)";

  private ReleaseContents contents;

  @BeforeEach
  void readList() throws IOException {
    contents = ReleaseContents.read();
  }

  @Test
  void whatPagesNameIsInTheRelease() throws IOException {
    var faults = new ArrayList<String>();
    var counted = new ArrayList<Path>();
    for (Path file : pages()) {
      String text = read(file);
      for (String fault : faults(text)) {
        faults.add(ROOT.relativize(file) + ": " + fault);
      }
      if (text.contains(contents.name("image")) || text.contains(contents.name("maven-group"))) {
        counted.add(file);
      }
    }
    assertEquals(List.of(), faults, "not in release/contents");
    assertTrue(counted.size() > 15, counted::toString);
  }

  @Test
  void whatIsNotInTheReleaseIsFound() {
    String image = contents.name("image");
    String github = contents.name("github");
    String component = "component: $CI_SERVER_FQDN/" + contents.name("gitlab") + "/assume-role@";
    String plugin = "<artifactId>credentials-maven-plugin</artifactId>\n  <version>";
    String download = "https://github.com/" + github + "/releases/download/v";
    String version = contents.version();
    assertEquals(List.of("image tag newest"), faults("image: " + image + ":newest"));
    assertEquals(List.of("image tag 0.9"), faults("docker://docker.io/" + image + ":0.9."));
    assertEquals(List.of("action reference v0"), faults("uses: " + github + "@v0"));
    assertEquals(List.of("component assume-role@0.9.0"), faults(component + "0.9.0"));
    assertEquals(List.of("version 0.9.0"), faults(plugin + "0.9.0</version>"));
    assertEquals(List.of("version 1-SNAPSHOT"), faults(plugin + "1-SNAPSHOT</version>"));
    assertEquals(
        List.of("artifact rolecall-testkit"),
        faults(contents.name("maven-group") + ":rolecall-testkit:" + version));
    assertEquals(List.of("version 0.9.0"), faults("credentials:0.9.0:assume"));
    assertEquals(List.of("file rolecall.exe"), faults("run rolecall.exe or rolecall.jar"));
    assertEquals(List.of("file of a release run.jar"), faults(download + version + "/run.jar"));
    assertEquals(List.of("version of a release 0.9.0"), faults(download + "0.9.0/rolecall.jar"));
    assertEquals(
        List.of("link blob/main/docs/no.md"),
        faults("https://github.com/" + github + "/blob/main/docs/no.md"));
    assertEquals(List.of("link wiki"), faults("https://github.com/" + github + "/wiki"));
  }

  private List<String> faults(String text) {
    var faults = new ArrayList<String>();
    String image = Pattern.quote(contents.name("image"));
    String github = Pattern.quote(contents.name("github"));
    String gitlab = Pattern.quote(contents.name("gitlab"));
    String group = Pattern.quote(contents.name("maven-group"));
    String version = contents.version();

    unknown(faults, text, "image tag ", image + ":" + VALUE, contents.imageTags()::contains);
    unknown(
        faults,
        text,
        "action reference ",
        ALONE + github + "(?:/[\\w./-]+)?@(?!sha256:)" + VALUE,
        contents.gitTags()::contains);
    List<String> components =
        contents.components().stream().map(name -> name + "@" + version).toList();
    unknown(
        faults,
        text,
        "component ",
        "/" + gitlab + "/([\\w-]+@" + VALUE + ")",
        components::contains);
    unknown(faults, text, "artifact ", group + ":([\\w-]+):\\w", contents.artifacts()::contains);
    Stream.of(
            group + ":[\\w-]+:(\\d[\\w.-]*)",
            "<artifactId>(?:rolecall-[\\w-]+|credentials-maven-plugin)</artifactId>\\s*<version>"
                + VALUE,
            "\\bcredentials:(\\d[\\w.-]*):")
        .forEach(pattern -> unknown(faults, text, "version ", pattern, version::equals));
    unknown(
        faults,
        text,
        "file ",
        "(?<![\\w.-])(rolecall\\.(?:jar|sh|cmd|ps1|exe|zip|tar)\\b)",
        contents.files()::contains);
    links(faults, text, "github\\.com/" + github + "/");
    return faults;
  }

  private void links(List<String> faults, String text, String repository) {
    String download = repository + "releases/(?:latest/download|download/v([\\d.]+))/";
    unknown(faults, text, "version of a release ", download, contents.version()::equals);
    unknown(
        faults,
        text,
        "file of a release ",
        repository + "releases/(?:latest/download|download/[^/]+)/" + VALUE,
        contents.files()::contains);
    unknown(
        faults,
        text,
        "link ",
        repository + "(?!releases/|actions/runs/)([\\w./-]*\\w)",
        this::isThere);
  }

  /**
   * Returns whether a link leads to a page or folder of the repository, or to a page that GitHub
   * has for each repository.
   */
  private boolean isThere(String link) {
    String path = link.replaceFirst("^(?:blob|tree)/main/", "");
    return path.equals(link)
        ? link.matches("issues(/new/choose)?|security/advisories/new|releases")
        : Files.exists(ROOT.resolve(path));
  }

  private static void unknown(
      List<String> faults, String text, String what, String pattern, Predicate<String> known) {
    for (MatchResult found : Pattern.compile(pattern).matcher(text).results().toList()) {
      if (found.group(1) != null && !known.test(found.group(1))) {
        faults.add(what + found.group(1));
      }
    }
  }

  /** Returns the files that users read or copy, including messages and the sources of pages. */
  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    for (String start :
        List.of(
            "docs",
            "examples",
            "templates",
            "release",
            "core",
            "action",
            "maven-plugin",
            "policy")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(start))) {
        all.filter(Files::isRegularFile).filter(PublishedNamesTest::isForUsers).forEach(pages::add);
      }
    }
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(file -> file.toString().matches(".*\\.(md|yml|json)")).forEach(pages::add);
    }
    return pages;
  }

  private static boolean isForUsers(Path file) {
    String path = ROOT.relativize(file).toString();
    boolean source = path.contains("src/main/");
    boolean module = path.matches("(core|action|maven-plugin|policy)/.*");
    return !path.startsWith("docs/decisions/") && !path.contains("target/") && (source || !module);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException binary) {
      return "";
    }
  }
}
