package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Tests that this build downloads everything that the projects of the integration tests and of the
 * demo need. These projects are built offline, even on a machine on which nothing was built before.
 */
class OfflineProjectsTest {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

  /** An artifact in a pom. */
  private record Named(String group, String name, String version) {
    @Override
    public String toString() {
      return group + ":" + name + ":" + version;
    }
  }

  @Test
  void theTestsBringWhatTheirProjectsName() throws Exception {
    Set<String> brought = brought(0);
    brought.addAll(brought(1));
    var missing = new TreeMap<Path, Set<String>>();
    for (Path pom : projects()) {
      Set<String> needed = needed(pom);
      needed.removeAll(brought);
      if (!needed.isEmpty()) {
        missing.put(pom, needed);
      }
    }
    assertEquals(
        new TreeMap<Path, Set<String>>(),
        missing,
        "add them to extraArtifacts in maven-plugin/pom.xml");
  }

  @Test
  void theDemoBringsWhatItsProjectNames() throws Exception {
    Set<String> missing = needed(Path.of("../examples/maven/pom.xml"));
    missing.removeAll(brought(2));
    assertEquals(Set.of(), missing, "add them to extraArtifacts of the profile demo");
  }

  @Test
  void thereAreProjects() throws Exception {
    List<Path> projects = projects();
    assertTrue(projects.contains(Path.of("../examples/maven/pom.xml")), projects.toString());
    assertTrue(projects.size() > 5, projects.toString());
    assertTrue(
        needed(Path.of("../examples/maven/pom.xml")).stream()
            .anyMatch(
                name -> name.startsWith("org.apache.maven.surefire:surefire-junit-platform")));
  }

  private static List<Path> projects() throws Exception {
    var projects = new ArrayList<Path>();
    for (Path folder :
        List.of(Path.of("src/it"), Path.of("../examples/jib"), Path.of("../examples/maven"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))
            .forEach(projects::add);
      }
    }
    return projects;
  }

  /** The artifacts in a pom, and those that its plugins resolve when they run. */
  private static Set<String> needed(Path pom) throws Exception {
    Element project = read(pom);
    var needed = new TreeSet<String>();
    for (String kind : List.of("plugin", "dependency")) {
      for (Named named : named(project, kind)) {
        if (named.name().equals("credentials-maven-plugin")) {
          continue;
        }
        assertTrue(!named.version().isEmpty(), named + " has no version in " + pom);
        needed.add(named.toString());
        if (Set.of("maven-surefire-plugin", "maven-failsafe-plugin").contains(named.name())) {
          needed.add("org.apache.maven.surefire:surefire-junit-platform:" + named.version());
        }
        if (named.group().equals("org.junit.jupiter")) {
          needed.add("org.junit.platform:junit-platform-launcher:" + named.version());
        }
      }
    }
    return needed;
  }

  /**
   * The artifacts in a list in the pom. The first list is for all tests, the second one for those
   * that take long, the third one for the demo.
   */
  private static Set<String> brought(int list) throws Exception {
    Element plugin = read(Path.of("pom.xml"));
    Element parent = read(Path.of("../pom.xml"));
    var lists = plugin.getElementsByTagName("extraArtifacts");
    assertEquals(3, lists.getLength());
    NodeList all = ((Element) lists.item(list)).getElementsByTagName("extraArtifact");
    var brought = new TreeSet<String>();
    for (int i = 0; i < all.getLength(); i++) {
      brought.add(interpolated(all.item(i).getTextContent().strip(), parent));
    }
    return brought;
  }

  private static List<Named> named(Element project, String kind) {
    NodeList all = project.getElementsByTagName(kind);
    var named = new ArrayList<Named>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      String group = child(element, "groupId");
      named.add(
          new Named(
              group.isEmpty() ? "org.apache.maven.plugins" : group,
              child(element, "artifactId"),
              interpolated(child(element, "version"), project)));
    }
    return named;
  }

  private static String interpolated(String text, Element project) {
    Matcher property = PROPERTY.matcher(text);
    return property.replaceAll(
        found -> {
          NodeList values = project.getElementsByTagName(found.group(1));
          return Matcher.quoteReplacement(
              values.getLength() == 0 ? found.group() : values.item(0).getTextContent().strip());
        });
  }

  private static String child(Element element, String name) {
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent().strip();
      }
    }
    return "";
  }

  private static Element read(Path pom) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }
}
