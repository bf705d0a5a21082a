package io.github.rolecall.maven;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tests that the parameters in the plugin descriptor are those of the table of inputs. */
class InputContractTest {

  /** The properties of a parameter in the documentation. */
  private record Seen(
      String type, String property, String standard, String since, String description) {}

  /** Parameters that only one goal has; the command of the same name has options for them. */
  private static final Map<Goal, Set<String>> OWN =
      Map.of(
          Goal.CODEARTIFACT_TOKEN,
          Set.of("domain", "domainOwner", "tokenDurationSeconds", "format"),
          Goal.ECR_LOGIN,
          Set.of("registry"));

  @ParameterizedTest
  @EnumSource
  void everyGoalHasTheParametersOfItsInputs(Goal goal) throws Exception {
    Map<String, Seen> seen = seen(goal.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    Set<String> own = OWN.getOrDefault(goal, Set.of());
    assertTrue(seen.keySet().containsAll(own), goal + " has not all of " + own);
    seen.keySet().removeAll(own);
    assertEquals(
        expected(goal).keySet(), seen.keySet(), "mvn clean: does the build still write them?");
    expected(goal).forEach((name, parameter) -> assertEquals(parameter, seen.get(name), name));
  }

  /**
   * Every goal has the network parameters of whoami, so that a pom can configure them once for all
   * goals.
   */
  @Test
  void everyGoalTakesWhatWhoamiDoes() throws Exception {
    for (String goal : List.of("assume", "explain", "trust-policy")) {
      assertTrue(seen(goal).keySet().containsAll(seen("whoami").keySet()), goal);
    }
    assertTrue(seen("whoami").containsKey("awsRegion"));
  }

  /** {@link AssumeMojoTest} tests that each value arrives. */
  @Test
  void aPomSetsEveryParameter() throws IOException {
    Path pom = Path.of("src/test/projects/everything/pom.xml");
    String elements =
        Goal.ASSUME.inputs(FrontEnd.MAVEN).stream()
            .map(InputContractTest::element)
            .collect(joining());
    String expected =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>test</groupId>
          <artifactId>everything</artifactId>
          <version>1</version>
          <build>
            <plugins>
              <plugin>
                <groupId>io.github.rolecall</groupId>
                <artifactId>credentials-maven-plugin</artifactId>
                <configuration>
        %s        </configuration>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(elements);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(pom, expected);
    }
    assertEquals(
        expected,
        Files.readString(pom),
        () -> pom + " differs from the table; -Dgolden.update writes it anew");
  }

  private static String element(Input input) {
    String name = input.parameter();
    String content =
        input.kind() == Input.Kind.LIST
            ? "\n    <a>%1$s-1</a>\n    <a>%1$s-2</a>\n  ".formatted(name)
            : name + "-value";
    return "<%1$s>%2$s</%1$s>".formatted(name, content).indent(10);
  }

  private static Map<String, Seen> expected(Goal goal) {
    return goal.inputs(FrontEnd.MAVEN).stream()
        .collect(
            toMap(
                Input::parameter, InputContractTest::expected, (one, other) -> one, TreeMap::new));
  }

  private static Seen expected(Input input) {
    String property = "${credentials." + input.parameter() + "}";
    String text = plain(input.pomDocumentation());
    if (input == Input.ROLES) {
      // In a pom, roles are XML elements instead of YAML, so there is no property for them.
      return new Seen(
          "org.codehaus.plexus.configuration.PlexusConfiguration", "", "", "0.1.0", text);
    }
    String type = input.kind() == Input.Kind.LIST ? "java.util.List" : "java.lang.String";
    return new Seen(type, property, "", "0.1.0", text);
  }

  private static Map<String, Seen> seen(String goal) throws Exception {
    Element mojo =
        elements(descriptor(), "mojo")
            .filter(candidate -> text(candidate, "goal").equals(goal))
            .findFirst()
            .orElseThrow();
    Element configuration = elements(mojo, "configuration").findFirst().orElseThrow();
    return elements(mojo, "parameter")
        .collect(
            toMap(
                parameter -> text(parameter, "name"),
                parameter -> {
                  Optional<Element> filled =
                      elements(configuration, text(parameter, "name")).findFirst();
                  return new Seen(
                      text(parameter, "type"),
                      filled.map(element -> element.getTextContent().strip()).orElse(""),
                      filled.map(element -> element.getAttribute("default-value")).orElse(""),
                      text(parameter, "since"),
                      plain(text(parameter, "description")));
                },
                (one, other) -> one,
                TreeMap::new));
  }

  private static Element descriptor() throws Exception {
    try (InputStream xml = AssumeMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
      return document.getDocumentElement();
    }
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).findFirst().orElseThrow().getTextContent();
  }

  /** Removes Markdown, HTML and line breaks, which differ between the documents. */
  private static String plain(String text) {
    return text.replaceAll("</?(code|p|br)/?>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("`", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
