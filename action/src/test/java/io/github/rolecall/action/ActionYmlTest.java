package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.FrontEnd;
import io.github.rolecall.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code action.yml} says what the table of inputs says, and has all that the peer action has. */
class ActionYmlTest {
  private static final Golden ACTION = new Golden(Path.of("../action.yml"));

  /** The inputs of aws-actions/configure-aws-credentials v6.2.4. */
  static final List<String> PEER_INPUTS =
      List.of(
          "aws-region",
          "aws-profile",
          "overwrite-aws-profile",
          "role-to-assume",
          "aws-access-key-id",
          "aws-secret-access-key",
          "aws-session-token",
          "web-identity-token-file",
          "role-chaining",
          "audience",
          "http-proxy",
          "no-proxy",
          "mask-aws-account-id",
          "role-duration-seconds",
          "role-external-id",
          "role-session-name",
          "role-skip-session-tagging",
          "transitive-tag-keys",
          "inline-session-policy",
          "managed-session-policies",
          "output-credentials",
          "output-env-credentials",
          "unset-current-credentials",
          "disable-retry",
          "retry-max-attempts",
          "special-characters-workaround",
          "use-existing-credentials",
          "allowed-account-ids",
          "force-skip-oidc",
          "action-timeout-s",
          "custom-tags",
          "sts-endpoint");

  /** No choice of the user, so not in the table: contexts are allowed in a default only. */
  private static final String HOST_TEMP =
      """
        host-temp:
          description: 'Leave it alone: the folder through which the action gives files to later steps.'
          required: false
          default: ${{ runner.temp }}
      """
          .indent(0);

  static final List<String> PEER_OUTPUTS =
      List.of(
          "aws-account-id",
          "authenticated-arn",
          "aws-access-key-id",
          "aws-secret-access-key",
          "aws-session-token",
          "aws-expiration");

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

  private static String yaml(Input input) {
    // Single quotes are YAML's plainest: only a quote itself has to be doubled.
    String description = Reference.description(input).replace("'", "''");
    return "  " + input.key() + ":\n    description: '" + description + "'\n    required: false\n";
  }

  @Test
  void nothingOfThePeerIsMissing() throws IOException {
    JsonNode action = new YAMLMapper().readTree(ACTION.text());
    Set<String> inputs = new TreeSet<>(action.path("inputs").propertyNames());
    assertEquals(32, PEER_INPUTS.size());
    assertEquals(List.of(), PEER_INPUTS.stream().filter(name -> !inputs.contains(name)).toList());
    assertEquals(
        new TreeSet<>(PEER_OUTPUTS), new TreeSet<>(action.path("outputs").propertyNames()));
  }

  @Test
  void theReferenceInTheDocsIsGenerated() throws IOException {
    new Golden(Path.of("../docs/reference.md")).assertHolds(Reference.markdown());
    assertFalse(Files.readString(Path.of("../README.md")).isBlank());
  }
}
