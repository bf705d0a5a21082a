package io.github.rolecall.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.policy.explain.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that docs/troubleshooting.md matches the catalog of problems and findings; {@code
 * -Dgolden.update} writes it.
 */
class TroubleshootingTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");

  /** The most frequent problems, in this order. The others follow by name. */
  private static final List<String> LIKELY =
      List.of(
          "role-denied",
          "no-id-token-permission",
          "no-id-tokens",
          "no-oidc-provider",
          "audience-unknown",
          "pull-request-from-fork",
          "dependabot-run",
          "input-missing",
          "input-invalid",
          "input-blank",
          "no-credentials",
          "duration-too-long",
          "token-expired",
          "token-rejected",
          "issuer-unreachable",
          "role-name-needs-account",
          "keys-rejected",
          "unreachable",
          "certificate-untrusted");

  /** Example values for components. A prefix selects the component of one kind of problem. */
  private static final Map<String, String> EXAMPLES = lines("problem-examples.txt");

  private static final String NO_EXAMPLE = "no example of ";

  /** The causes that neither the message nor the remedies explain. */
  private static final Map<String, String> CAUSES = lines("problem-causes.txt");

  /** Reads a name and a text from each line. */
  private static Map<String, String> lines(String resource) {
    try (InputStream file = TroubleshootingTest.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem example(Class<?> kind) {
    String name = kind.getName().replaceFirst(".*\\.", "").replace('$', '.');
    return (Problem)
        Samples.of(
            kind,
            "",
            component ->
                EXAMPLES.getOrDefault(
                    name + "." + component,
                    EXAMPLES.getOrDefault(component, NO_EXAMPLE + component)));
  }

  private static Map<String, String> sections(Path folder) throws IOException {
    var problems = new LinkedHashMap<String, String>();
    Stream.concat(
            ProblemsTest.kinds()
                .filter(kind -> kind != IdentityProblem.NoIdToken.class)
                .filter(kind -> kind != RunProblem.OfRole.class)
                .filter(kind -> kind != RenewalProblem.Failed.class)
                .map(TroubleshootingTest::example),
            ProblemsTest.missingTokens(folder).stream())
        .forEach(problem -> problems.put(problem.code(), section(problem)));
    var ordered = new LinkedHashMap<String, String>();
    LIKELY.forEach(code -> ordered.put(code, problems.get(code)));
    problems.keySet().stream().sorted().forEach(code -> ordered.put(code, problems.get(code)));
    return ordered;
  }

  private static String section(Problem problem) {
    String cause = CAUSES.containsKey(problem.code()) ? " " + CAUSES.get(problem.code()) : "";
    var text =
        new StringBuilder("**" + escaped(problem.what(FrontEnd.COMMAND)) + ".**" + cause + "\n\n");
    int number = 1;
    for (String remedy : problem.remedies(FrontEnd.COMMAND)) {
      text.append(number++).append(". ").append(escaped(remedy)).append('\n');
    }
    return text.toString();
  }

  private static String section(FindingCode code) {
    return "**" + code.title + ".** " + code.cause + "\n\n1. " + code.cure + "\n";
  }

  /** Escapes angle brackets, which would be HTML. */
  private static String escaped(String text) {
    return text.replace("<", "\\<").replace("*", "\\*");
  }

  private static String page(Path folder) throws IOException {
    Map<String, String> problems = sections(folder);
    var page =
        new StringBuilder(
            """
            # Troubleshooting

            Every message of Rolecall ends in a code. Search for it on this page. The values are examples. Options are those of the command: `--role-to-assume` is `role-to-assume` in a workflow and `<roleToAssume>` in a pom.

            - [Findings in a trust policy or a token](#findings-in-a-trust-policy-or-a-token)
            - [Messages](#messages)

            If AWS answers *Not authorized to perform sts:AssumeRoleWithWebIdentity*, `explain` [finds the condition that fails](explain.md). With the AWS CLI and credentials that may read the role:

            ```sh
            aws iam get-role --role-name Deploy > role.json
            rolecall explain --trust-policy role.json
            ```

            """);
    var more = new ArrayList<FindingCode>();
    page.append("## Findings in a trust policy or a token\n\n");
    for (FindingCode code : FindingCode.values()) {
      if (problems.containsKey(code.code())) {
        more.add(code);
      } else {
        page.append("### ").append(code.code()).append("\n\n").append(section(code)).append('\n');
      }
    }
    page.append("## Messages\n\nThe most frequent first, then by name.\n\n");
    problems.forEach(
        (code, text) -> {
          page.append("### ").append(code).append("\n\n").append(text).append('\n');
          more.stream()
              .filter(finding -> finding.code().equals(code))
              .forEach(finding -> page.append(section(finding)).append('\n'));
        });
    return page.toString().strip() + "\n";
  }

  @Test
  void thePageIsMadeFromTheCatalogue(@TempDir Path folder) throws IOException {
    String page = page(folder);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertEquals(page, Files.readString(PAGE, UTF_8), "-Dgolden.update writes it anew");
  }

  /** A message links to its code, also to a code of a rarely used CI system. */
  @Test
  void everyCodeHasOneAnchor(@TempDir Path folder) throws IOException {
    List<String> headings =
        page(folder)
            .lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();
    assertEquals(headings.stream().distinct().count(), headings.size(), headings.toString());
    Set<String> codes = lines("problem-codes.txt").keySet();
    assertTrue(codes.containsAll(CAUSES.keySet()), CAUSES.keySet().toString());
    var all = new TreeSet<>(codes);
    Stream.of(FindingCode.values()).map(FindingCode::code).forEach(all::add);
    assertEquals(all, new TreeSet<>(headings));
    assertTrue(codes.containsAll(LIKELY), LIKELY.toString());
  }

  @Test
  void everyValueHasAnExample(@TempDir Path folder) throws IOException {
    String page = page(folder);
    assertEquals(List.of(), page.lines().filter(line -> line.contains(NO_EXAMPLE)).toList());
  }
}
