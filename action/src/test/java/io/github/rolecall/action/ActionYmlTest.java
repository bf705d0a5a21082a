package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Compares {@code action.yml} with the table of inputs and with the peer action. */
class ActionYmlTest {
  private static final Golden ACTION = new Golden(Path.of("../action.yml"));
  private static final Golden COMPOSITE =
      new Golden(Path.of("../examples/github/jar-action/action.yml"));

  /** Not in the table because users must not set it. GitHub allows contexts only in a default. */
  private static final String HOST_TEMP =
      """
        host-temp:
          description: 'Internal, do not set it: the folder through which the action passes files to later steps.'
          required: false
          default: ${{ runner.temp }}
      """
          .indent(0);

  @Test
  void inputsAreThoseOfTheTable() throws IOException {
    String text = ACTION.text();
    int inputs = text.indexOf("\ninputs:\n") + "\ninputs:\n".length();
    int outputs = text.indexOf("outputs:\n", inputs);
    String generated =
        Stream.of(Input.values())
            .filter(input -> input.frontEnds().contains(FrontEnd.ACTION))
            .map(ActionYmlTest::yaml)
            .collect(Collectors.joining());
    ACTION.assertHolds(text.substring(0, inputs) + generated + HOST_TEMP + text.substring(outputs));
  }

  /** The Marketplace requires fewer than 125 characters. */
  @Test
  void theDescriptionFitsTheMarketplace() throws IOException {
    String description = ACTION.text().lines().skip(1).findFirst().orElseThrow();
    assertTrue(description.startsWith("description: "), description);
    assertTrue(description.length() - "description: ".length() < 125, description);
  }

  /** The runner passes neither variables nor the outputs of its steps to a composite action. */
  @Test
  void theCompositeActionHasTheSameInputsAndOutputs() throws IOException {
    String action = ACTION.text();
    String outputs =
        action
            .substring(action.indexOf("\noutputs:\n") + 10, action.indexOf("runs:\n"))
            .replaceAll(
                "(?m)^  ([a-z-]+):\n(    description: .*)$",
                "  $1:\n$2\n    value: \\${{ steps.assume.outputs.$1 }}");
    String text = COMPOSITE.text();
    text = filled(text, "  # From the table of inputs:\n", "outputs:\n", ActionYmlTest::yaml);
    text =
        filled(
            text,
            "# From the table of inputs, too:\n",
            "        ROLECALL_JAVA:",
            ActionYmlTest::variable);
    int from = text.indexOf("\noutputs:\n") + 10;
    COMPOSITE.assertHolds(
        text.substring(0, from) + outputs + text.substring(text.indexOf("runs:\n")));
  }

  /** Returns the text with an entry for each input between two lines. */
  private static String filled(
      String text, String after, String before, Function<Input, String> entry) {
    int from = text.indexOf(after) + after.length();
    return Stream.of(Input.values())
        .filter(input -> input.frontEnds().contains(FrontEnd.ACTION))
        .map(entry)
        .collect(
            Collectors.joining(
                "", text.substring(0, from), text.substring(text.indexOf(before, from))));
  }

  private static String variable(Input input) {
    String name = input.key().toUpperCase(Locale.ROOT);
    return "        INPUT_" + name + ": ${{ inputs." + input.key() + " }}\n";
  }

  private static String yaml(Input input) {
    // YAML in single quotes has one rule: double each single quote.
    String description = Reference.description(input).replace("'", "''");
    return "  " + input.key() + ":\n    description: '" + description + "'\n    required: false\n";
  }

  /** An input that no code reads would have no effect. */
  @Test
  void everyInputIsRead() throws IOException {
    Set<String> unread =
        Stream.of(Input.values()).map(Input::name).collect(Collectors.toCollection(TreeSet::new));
    for (String module : List.of("core", "action", "maven-plugin")) {
      unread.removeAll(
          SourceText.found(
              Path.of("..", module, "src/main/java"), Pattern.compile("Input\\.([A-Z_]+)\\b")));
    }
    assertEquals(Set.of(), unread, "inputs that no code reads");
  }

  @Test
  void nothingOfThePeerIsMissing() throws IOException {
    JsonNode action = new YAMLMapper().readTree(ACTION.text());
    Set<String> inputs = new TreeSet<>(action.path("inputs").propertyNames());
    Peer peer = Peer.read();
    assertEquals(33, peer.inputs().size());
    assertEquals(List.of(), peer.inputs().stream().filter(name -> !inputs.contains(name)).toList());
    assertEquals(peer.outputs(), new TreeSet<>(action.path("outputs").propertyNames()));
  }

  /** Readers of the differences must know which version of the peer they apply to. */
  @Test
  void theDocsNameTheVersionOfThePeerThatTheyWereComparedWith() throws IOException {
    Peer peer = Peer.read();
    String page = Files.readString(Path.of("../docs/differences.md"));
    String first =
        "Compared with aws-actions/configure-aws-credentials %s: Rolecall takes its %d inputs and gives its %d outputs."
            .formatted(peer.version(), peer.inputs().size(), peer.outputs().size());
    assertTrue(page.contains(first), first);
  }

  @Test
  void theReferenceInTheDocsIsGenerated() throws IOException {
    new Golden(Path.of("../docs/reference.md")).assertHolds(Reference.markdown());
    assertFalse(Files.readString(Path.of("../README.md")).isBlank());
  }
}
