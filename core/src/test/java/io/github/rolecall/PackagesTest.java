package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every package of every module says whether users of the jars may rely on it. */
class PackagesTest {
  private static final String NOT_AN_API = "Not an API: may change in any release.";
  private static final Pattern API = Pattern.compile("<api.packages>([^<]*)</api.packages>");
  private static final Pattern NAME = Pattern.compile("(?m)^package ([a-z.]+);");

  @Test
  void everyPackageHasADescription() throws IOException {
    var without = new ArrayList<Path>();
    for (Path folder : foldersWithSources()) {
      if (!Files.exists(folder.resolve("package-info.java"))) {
        without.add(folder);
      }
    }
    assertEquals(List.of(), without);
  }

  /** The release compares exactly the packages that do not say that they may change. */
  @Test
  void whatIsNotComparedSaysThatItMayChange() throws IOException {
    Matcher listed = API.matcher(Files.readString(Path.of("../pom.xml"), UTF_8));
    Set<String> compared = new TreeSet<>();
    if (listed.find()) {
      compared.addAll(List.of(listed.group(1).split("\\s*[;,]\\s*")));
    }
    var api = new TreeSet<String>();
    for (Path folder : foldersWithSources()) {
      String text = Files.readString(folder.resolve("package-info.java"), UTF_8);
      if (!isNoApi(text)) {
        Matcher name = NAME.matcher(text);
        assertTrue(name.find(), folder::toString);
        api.add(name.group(1));
      }
    }
    assertEquals(compared, api);
  }

  @Test
  void theLineIsFoundWhereverItIsWrapped() {
    assertTrue(isNoApi("/**\n * A. Not an API: may\n * change in any release.\n */"));
    assertTrue(!isNoApi("/** A. It may change. */"));
  }

  private static boolean isNoApi(String text) {
    return text.replaceAll("\\s+(\\*\\s)?\\s*", " ").contains(NOT_AN_API);
  }

  private static List<Path> foldersWithSources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      var folders = new ArrayList<Path>();
      for (Path module : modules.sorted().toList()) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources) && Files.exists(module.resolve("pom.xml"))) {
          try (Stream<Path> files = Files.walk(sources)) {
            folders.addAll(
                files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new)));
          }
        }
      }
      assertTrue(folders.size() > 20, "too few folders: " + folders);
      return folders;
    }
  }
}
