package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that every link of a page leads to an existing file and heading of the repository. */
class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE =
      Pattern.compile("(?ms)^\\s*(`{3,}|~{3,}).*?^\\s*\\1|`[^`\n]+`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^\\s*(`{3,}|~{3,}).*?^\\s*\\1");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
  private static final Pattern OWN_ID = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages;
    try (Stream<Path> all = Files.walk(ROOT)) {
      pages =
          all.filter(file -> file.toString().endsWith(".md"))
              .filter(file -> Stream.of(parts(file)).noneMatch(SKIPPED::contains))
              .toList();
    }
    assertTrue(pages.size() > 80, pages::toString);
    var faults = new ArrayList<String>();
    for (Path page : pages) {
      faults.addAll(faults(page));
    }
    assertEquals(List.of(), faults);
  }

  /** A list or a table of its sections must stand above the first section. */
  @Test
  void everyPageHasContents() throws IOException {
    List<Path> pages;
    try (Stream<Path> all = Files.list(ROOT.resolve("docs"))) {
      pages = all.filter(file -> file.toString().endsWith(".md")).toList();
    }
    var without = new ArrayList<String>();
    for (Path page : pages) {
      String text = FENCE.matcher(Files.readString(page)).replaceAll("");
      List<String> parts = List.of(text.split("(?m)^## ", -1));
      long named = LINK.matcher(parts.get(0)).results().filter(LinksTest::isOfThePage).count();
      if (parts.size() > 3 && named < 3) {
        without.add(page.getFileName().toString());
      }
    }
    assertEquals(List.of(), without, "pages of three sections or more without contents");
  }

  private static boolean isOfThePage(MatchResult link) {
    return link.group(1).startsWith("#");
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        # Some `code`, and a [link](other.md)
        [a](#some-code-and-a-link) [b](#nothing) [c](other.md) [d](https://example.com/x)
        [e](none.md) [f](other.md#twice-1) [g](other.md#twice-2) [h](other.md#own) `[i](x.md)`
        """);
    Files.writeString(
        folder.resolve("other.md"), "## Twice\n```\n## Code\n```\n## Twice\n<a id=\"own\"></a>\n");
    assertEquals(
        List.of("page.md: #nothing", "page.md: none.md", "page.md: other.md#twice-2"),
        faults(page));
  }

  private static String[] parts(Path file) {
    return ROOT.relativize(file).toString().split("/", -1);
  }

  private static List<String> faults(Path page) throws IOException {
    var faults = new ArrayList<String>();
    String text = CODE.matcher(Files.readString(page)).replaceAll("");
    for (MatchResult found : LINK.matcher(text).results().toList()) {
      String link = found.group(1);
      if (!leadsSomewhere(page, link)) {
        faults.add(page.getFileName() + ": " + link);
      }
    }
    return faults;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    URI uri = URI.create(link);
    if (uri.getScheme() != null) {
      return true;
    }
    Path target = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath());
    String anchor = uri.getFragment();
    return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
  }

  /** Returns the anchors that GitHub makes from headings. */
  private static Set<String> anchors(Path page) throws IOException {
    String text = FENCE.matcher(Files.readString(page)).replaceAll("");
    var anchors = new HashSet<String>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String shown = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
      String anchor =
          shown.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    OWN_ID.matcher(text).results().forEach(own -> anchors.add(own.group(1)));
    return anchors;
  }
}
