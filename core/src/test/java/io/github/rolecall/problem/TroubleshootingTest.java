package io.github.rolecall.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.policy.explain.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/troubleshooting.md is made from the catalogue of problems and findings; {@code
 * -Dgolden.update} writes it.
 */
class TroubleshootingTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");

  /** What people meet most, in this order; the rest follows by name. */
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

  /** Examples in place of the names of components. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("action", "AssumeRoleWithWebIdentity"),
          Map.entry("name", "role-duration-seconds"),
          Map.entry("value", "3h"),
          Map.entry("cause", "the variable that its value comes from is probably not set"),
          Map.entry("expected", "a whole number from 900 to 43200"),
          Map.entry("first", "web-identity-token-file"),
          Map.entry("second", "source-profile"),
          Map.entry("why", "each names another source of credentials"),
          Map.entry("platform", "GitHub Actions"),
          Map.entry("allowed", "444455556666"),
          Map.entry("instead", "Run the job on a protected branch."),
          Map.entry("region", "eu-central-1"),
          Map.entry("partition", "aws"),
          Map.entry("account", "111122223333"),
          Map.entry("path", "Deploy"),
          Map.entry("role", "Deploy"),
          Map.entry("reason", "it does not exist"),
          Map.entry("wanted", "an expression in ${...}"),
          Map.entry("source", "the profile ci"),
          Map.entry("profile", "ci"),
          Map.entry("input", "secret-access-key-env"),
          Map.entry("variable", "CI_SECRET"),
          Map.entry("peer", "STS"),
          Map.entry("doing", "sts:AssumeRoleWithWebIdentity"),
          Map.entry("whereToChange", "in the job's id_tokens"),
          Map.entry("audiences", "sts.amazonaws.com"),
          Map.entry("causes", "Compare the trust policy with the subject in the message."),
          Map.entry("remedies", "Do what the message says; it knows the job."),
          Map.entry("issuer", "https://token.actions.githubusercontent.com"),
          Map.entry("authorizedParty", "sts.amazonaws.com"),
          Map.entry("service", "STS"),
          Map.entry("setting", "duration_seconds"),
          Map.entry("shown", "3h"),
          Map.entry("key", "s3"),
          Map.entry("command", "rolecall configure"),
          Map.entry("message", "what AWS says"));

  private static String example(String name) {
    return EXAMPLES.getOrDefault(name, "<" + name + ">");
  }

  private static Map<String, String> sections() {
    var problems = new LinkedHashMap<String, String>();
    ProblemsTest.kinds()
        .map(kind -> (Problem) Samples.of(kind, "", TroubleshootingTest::example))
        .filter(problem -> !(problem instanceof IdentityProblem.NoIdToken))
        .filter(problem -> !(problem instanceof RunProblem.OfRole))
        .forEach(problem -> problems.put(problem.code(), section(problem)));
    Stream.of(
            Map.of("GITHUB_ACTIONS", "true"),
            Map.of("GITHUB_ACTIONS", "true", "ACT", "true"),
            Map.of("GITLAB_CI", "true"))
        .map(environment -> CiPlatform.detect(TestHost.of(environment)).missingToken())
        .forEach(missing -> problems.put(missing.orElseThrow().code(), section(missing.get())));
    problems.put("dependabot-run", dependabot());
    problems.put("pull-request-from-fork", FORK);
    var ordered = new LinkedHashMap<String, String>();
    LIKELY.forEach(code -> ordered.put(code, problems.get(code)));
    problems.keySet().stream().sorted().forEach(code -> ordered.put(code, problems.get(code)));
    return ordered;
  }

  private static final String FORK =
      """
      GitHub gives pull requests from forks no ID token.

      1. Do not run this job for forks: `if: github.event.pull_request.head.repo.full_name == github.repository`
      2. Run what needs AWS after the merge, on push. Do not switch to `pull_request_target` with the code of the fork: that hands it your role.
      """;

  private static String dependabot() {
    var environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_ACTOR", "dependabot[bot]");
    return section(CiPlatform.detect(TestHost.of(environment)).missingToken().orElseThrow());
  }

  private static String section(Problem problem) {
    var text = new StringBuilder(escaped(problem.what(FrontEnd.COMMAND))).append(".\n\n");
    int number = 1;
    for (String remedy : problem.remedies(FrontEnd.COMMAND)) {
      text.append(number++).append(". ").append(escaped(remedy)).append('\n');
    }
    return text.toString();
  }

  private static String section(FindingCode code) {
    return "**" + code.title + ".** " + code.cause + "\n\nWhat to do: " + code.cure + "\n";
  }

  /** Angle brackets would be HTML. */
  private static String escaped(String text) {
    return text.replace("<", "\\<").replace("*", "\\*");
  }

  private static String page() {
    Map<String, String> problems = sections();
    var page =
        new StringBuilder(
            """
            # Troubleshooting

            Made from the catalogue of problems and findings in the code; a test keeps the two equal. Every message of Rolecall ends in a code: look for it here. Options are written as for the command, `--role-to-assume`; in a workflow they are `role-to-assume`, in a pom `<roleToAssume>`. Values are examples.

            AWS has one text for almost every refusal: *Not authorized to perform sts:AssumeRoleWithWebIdentity*. To learn which condition fails, let Rolecall compare the token of the job with the trust policy of the role. With the AWS CLI and credentials that may read the role:

            ```sh
            aws iam get-role --role-name Deploy > role.json
            rolecall explain --trust-policy role.json
            ```

            """);
    var more = new ArrayList<FindingCode>();
    page.append(
        "# What can be wrong with a trust policy or a token\n\nThe most frequent first.\n\n");
    for (FindingCode code : FindingCode.values()) {
      if (problems.containsKey(code.code())) {
        more.add(code);
      } else {
        page.append("### ").append(code.code()).append("\n\n").append(section(code)).append('\n');
      }
    }
    page.append("## What Rolecall says\n\nThe most frequent first, then by name.\n\n");
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
  void thePageIsMadeFromTheCatalogue() throws IOException {
    String page = page();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertEquals(page, Files.readString(PAGE, UTF_8), "-Dgolden.update writes it anew");
  }

  @Test
  void everyCodeHasOneAnchor() {
    List<String> headings =
        page()
            .lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();
    assertEquals(headings.stream().distinct().count(), headings.size(), headings.toString());
    for (FindingCode code : FindingCode.values()) {
      assertTrue(headings.contains(code.code()), code.code());
    }
    ProblemsTest.problems()
        .filter(problem -> !(problem instanceof IdentityProblem.NoIdToken))
        .filter(problem -> !(problem instanceof RunProblem.OfRole))
        .forEach(problem -> assertTrue(headings.contains(problem.code()), problem.code()));
    assertTrue(headings.containsAll(LIKELY), headings.toString());
  }
}
