package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the smoke test that a maintainer runs against real services, as far as it can run here. */
class SmokeTest {
  private static final Path SMOKE = Path.of("..", "release", "smoke");
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "first, token.actions.githubusercontent.com, repo:a@1/b@2:ref:refs/heads/main, 0",
    "first, gitlab.com, project_path:a/b:ref_type:branch:ref:main, 0",
    "first, token.actions.githubusercontent.com, repo:a@1/b@2:ref:refs/heads/other, 3",
    "second, token.actions.githubusercontent.com, repo:a@1/b@2:ref:refs/heads/main, 3",
  })
  void theRolesLetInWhomTheyShould(String role, String issuer, String subject, int verdict)
      throws IOException {
    String template = Files.readString(SMOKE.resolve("aws.yml"));
    String filled =
        template
            .replace("!Ref GitHubSubject", "repo:a@1/b@2:ref:refs/heads/main")
            .replace("!Ref GitLabSubject", "project_path:a/b:ref_type:branch:ref:main");
    assertEquals(2, template.split("!Ref Git(?:Hub|Lab)Subject", -1).length - 1);
    Files.writeString(folder.resolve("aws.yml"), filled);
    Files.writeString(
        folder.resolve("claims.json"),
        "{\"iss\": \"https://%s\", \"aud\": \"sts.amazonaws.com\", \"sub\": \"%s\"}"
            .formatted(issuer, subject));

    var out = new ByteArrayOutputStream();
    Host host = TestHost.of(Map.of(), folder, folder, new PrintStream(out, true, UTF_8));
    String[] words = {
      "explain",
      "--trust-policy",
      "aws.yml",
      "--claims",
      "claims.json",
      "--role-to-assume",
      "arn:aws:iam::111122223333:role/rolecall-smoke-" + role
    };
    int exit = Main.run(words, host, new PrintStream(out, true, UTF_8));

    assertEquals(verdict, exit, out.toString(UTF_8));
  }

  /** Readers find each CI system of docs/ci.md there, and whether it is confirmed. */
  @Test
  void everyCiSystemHasItsRow() throws IOException {
    List<String> systems = cells(Files.readString(DOCS.resolve("ci.md")), "| CI system | Token |");
    List<String> rows =
        cells(Files.readString(DOCS.resolve("compatibility.md")), "| CI system | Confirmed |");
    assertTrue(systems.size() > 10, systems::toString);
    assertEquals(systems, rows);
  }

  /** Returns the first cells below the head of a table. */
  private static List<String> cells(String page, String head) {
    String table = page.substring(page.indexOf(head)).split("\n\n", 2)[0];
    return FIRST_CELL
        .matcher(table)
        .results()
        .map(row -> row.group(1).trim())
        .filter(cell -> !cell.equals("CI system"))
        .toList();
  }
}
