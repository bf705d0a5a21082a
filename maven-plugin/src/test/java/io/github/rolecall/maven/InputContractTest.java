package io.github.rolecall.maven;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The parameters that users see, in the plugin's descriptor, are those of the table of inputs. */
class InputContractTest {

  /** What a parameter is to users. */
  private record Seen(String type, String property, String standard, String description) {}

  @Test
  void assumeHasAParameterForEveryInputForAssuming() throws Exception {
    Map<String, Seen> assume = seen("assume");
    assertEquals(expected(Input::assumes).keySet(), assume.keySet());
    // A pom has elements for what is YAML elsewhere, and no property can stand for them.
    Seen roles = Objects.requireNonNull(assume.remove(Input.ROLES.parameter()));
    assertEquals("org.codehaus.plexus.configuration.PlexusConfiguration", roles.type());
    assertTrue(roles.description().startsWith("Several roles at once."), roles.description());
    assume.forEach((name, parameter) -> assertEquals(expected().get(name), parameter, name));
  }

  @Test
  void theOtherGoalsHaveAParameterForEveryOtherInput() throws Exception {
    Map<String, Seen> others = new TreeMap<>(seen("explain"));
    others.putAll(seen("trust-policy"));
    others.remove(Input.ROLES.parameter());
    others.forEach((name, parameter) -> assertEquals(expected().get(name), parameter, name));
    assertTrue(
        others.keySet().containsAll(expected(input -> !input.assumes()).keySet()),
        others.keySet().toString());
  }

  @Test
  void whoamiHasSomeOfThem() throws Exception {
    Map<String, Seen> whoami = seen("whoami");
    assertTrue(whoami.keySet().contains("awsRegion"), whoami.toString());
    whoami.forEach((name, parameter) -> assertEquals(expected().get(name), parameter, name));
  }

  private static Map<String, Seen> expected() {
    return expected(input -> true);
  }

  private static Map<String, Seen> expected(Predicate<Input> which) {
    return Stream.of(Input.values())
        .filter(which)
        .filter(input -> input.frontEnds().contains(FrontEnd.MAVEN))
        .collect(
            toMap(
                Input::parameter,
                input ->
                    new Seen(
                        input.kind() == Input.Kind.LIST ? "java.util.List" : "java.lang.String",
                        "${credentials." + input.parameter() + "}",
                        "",
                        plain(
                            input.documentation()
                                + (input.standard().isEmpty()
                                    ? ""
                                    : " Default: " + input.standard() + "."))),
                (one, other) -> one,
                TreeMap::new));
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

  /** Without Markdown and HTML, which differ, and without line breaks. */
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
