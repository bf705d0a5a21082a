package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A part of a pom that a page shows. A part without a plugin element belongs to Rolecall's plugin.
 */
record PomBlock(Element root) {
  private static final Path GOALS = Path.of("../maven-plugin/src/main/java");
  private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([\\w-]+)\"");

  /** Parameters that are not in the table of inputs. */
  private static final Pattern OWN_PARAMETER =
      Pattern.compile("@Parameter\\(property = \"credentials\\.(\\w+)\"\\)");

  static PomBlock of(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    String whole = "<root>" + text + "</root>";
    return new PomBlock(
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(whole.getBytes(UTF_8)))
            .getDocumentElement());
  }

  /**
   * Asserts that each goal of Rolecall's plugin, each parameter and each option of a role exists.
   */
  void assertExists() throws IOException {
    var parameters =
        new HashSet<>(
            Stream.of(Input.values()).filter(FrontEnd.MAVEN::takes).map(Input::parameter).toList());
    parameters.addAll(inGoals(OWN_PARAMETER));
    Set<String> unknown = new TreeSet<>(names(children("configuration")));
    unknown.removeAll(parameters);
    parameters.add("name");
    Set<String> ofRoles = new TreeSet<>(names(children("role")));
    ofRoles.removeAll(parameters);
    unknown.addAll(ofRoles);
    for (Element goal : ours("goal")) {
      if (!inGoals(GOAL).contains(goal.getTextContent())) {
        unknown.add("goal " + goal.getTextContent());
      }
    }
    assertEquals(Set.of(), unknown);
  }

  private static Set<String> inGoals(Pattern pattern) throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> all = Files.walk(GOALS)) {
      for (Path file : all.filter(path -> path.toString().endsWith("Mojo.java")).toList()) {
        pattern.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(found::add);
      }
    }
    return found;
  }

  private static List<String> names(List<Element> elements) {
    return elements.stream().map(Element::getTagName).toList();
  }

  private List<Element> children(String name) {
    var children = new ArrayList<Element>();
    for (Element element : ours(name)) {
      for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (child instanceof Element one) {
          children.add(one);
        }
      }
    }
    return children;
  }

  private List<Element> ours(String name) {
    var found = new ArrayList<Element>();
    NodeList all = root.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      String plugin = plugin(all.item(i));
      if (plugin.isEmpty() || plugin.contains("credentials-maven-plugin")) {
        found.add((Element) all.item(i));
      }
    }
    return found;
  }

  /** Returns the text of the surrounding plugin element. */
  private static String plugin(Node node) {
    for (Node above = node; above != null; above = above.getParentNode()) {
      if (above.getNodeName().equals("plugin")) {
        return above.getTextContent();
      }
    }
    return "";
  }
}
