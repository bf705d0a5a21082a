package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.issuer.Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests the table of issuers in docs/ci.md. {@code -Dgolden.update} writes it. */
class IssuerTableTest {
  private static final Path PAGE = Path.of("../docs/ci.md");
  private static final String BEGIN = "<!-- issuers: written by IssuerTableTest -->\n";
  private static final String END = "<!-- end of issuers -->\n";

  @Test
  void thePageHasTheTableOfTheCode() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the page has no place for the table");
    String expected = page.substring(0, from) + table() + page.substring(to);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(PAGE, UTF_8), "-Dgolden.update writes it anew");
  }

  private static String table() {
    return "| Issuer | Tokens for | Audience | Subject | Condition keys beside `aud` and `sub` | IAM"
        + " demands | Read |\n|---|---|---|---|---|---|---|\n"
        + Issuer.all().stream().map(IssuerTableTest::row).collect(joining());
  }

  private static String row(Issuer issuer) {
    return "| "
        + String.join(
            " | ",
            issuer.name(),
            issuer.shared() ? "everyone" : "one account",
            audience(issuer),
            subject(issuer),
            cell(String.join(", ", new TreeSet<>(issuer.conditionKeys()))),
            issuer.demanded().map(claim -> "`" + claim + "`").orElse(""),
            "[" + issuer.source().read() + "](" + issuer.source().url() + ")")
        + " |\n";
  }

  private static String audience(Issuer issuer) {
    String value = issuer.audience().value().map(text -> "`" + text + "`").orElse("");
    String where = issuer.audience().where();
    String key = issuer.audience().key().equals("aud") ? "" : ", compared under `:oaud`";
    return issuer.audience().fixed()
        ? "always " + value
        : (value.isEmpty() ? "" : value + "; another one ") + where + key;
  }

  private static String subject(Issuer issuer) {
    return issuer.subjectForms().stream().map(IssuerTableTest::cell).collect(joining("<br>"));
  }

  private static String cell(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
