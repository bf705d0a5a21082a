package io.github.rolecall.ci;

import io.github.rolecall.model.Claims;
import io.github.rolecall.option.Words;
import io.github.rolecall.policy.explain.FindingCode;
import io.github.rolecall.problem.Documentation;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.text.Markdown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes a refusal of AWS for the summary of the job. The trust policy is unknown here, so each
 * reason is only possible.
 */
record RefusalSummary(StsProblem refusal, Words words) {
  private static final Pattern CODE = Pattern.compile("\\(([a-z-]+)\\)$");

  /** Facts that are not claims. Every reader of the summary knows them already. */
  private static final Set<String> NO_CLAIMS = Set.of("role", "account", "request");

  /** Returns Markdown in which all values are escaped. */
  String markdown() {
    boolean open = visibility().filter("public"::equals).isPresent();
    var text = new StringBuilder("### ❌ Rolecall: ");
    text.append(Markdown.prose(refusal.what(words))).append("\n\n");
    text.append(open ? table(refusal.facts()) : table(withoutClaims())).append('\n');
    text.append(open ? remedies() : likelyReasons()).append('\n');
    if (open) {
      refusal.attachment().ifPresent(more -> text.append(attachment(more)).append('\n'));
    } else {
      text.append(
          "The repository is not public, so this summary does not show the claims of"
              + " the token. The log of the step shows them, and what to do. To show them"
              + " here, set `explain: true`.\n\n");
    }
    text.append("More: ").append(link(refusal.code()));
    text.append(", [compare the token with the trust policy in a browser](")
        .append(Documentation.own().ofBrowser())
        .append(")\n\n");
    return text.toString();
  }

  private Optional<String> visibility() {
    return refusal
        .call()
        .claims()
        .flatMap((Claims claims) -> claims.claim("repository_visibility"));
  }

  private List<Fact> withoutClaims() {
    return Stream.concat(
            Stream.of(new Fact("AWS says", refusal.awsCode())),
            refusal.facts().stream().filter(fact -> NO_CLAIMS.contains(fact.name())))
        .toList();
  }

  private static String table(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                "| %s | %s |\n"
                    .formatted(Markdown.escaped(fact.name()), Markdown.code(fact.value())))
        .collect(Collectors.joining("", "| | |\n|---|---|\n", ""));
  }

  private String remedies() {
    return refusal.remedies(words).stream()
        .map(remedy -> "1. " + Markdown.prose(remedy) + "\n")
        .collect(Collectors.joining("", "#### What to do\n\n", ""));
  }

  /** Lists the findings that the token makes likely, without its claims. */
  private String likelyReasons() {
    String rows =
        refusal.remedies(words).stream()
            .flatMap(remedy -> code(remedy).stream())
            .map(
                code ->
                    "| ❔ | %s | %s |\n".formatted(Markdown.prose(code.title), link(code.code())))
            .collect(Collectors.joining());
    return rows.isEmpty() ? "" : "| | Possible reason | |\n|---|---|---|\n" + rows;
  }

  private static Optional<FindingCode> code(String remedy) {
    Matcher code = CODE.matcher(remedy);
    return code.find()
        ? Stream.of(FindingCode.values())
            .filter(known -> known.code().equals(code.group(1)))
            .findFirst()
        : Optional.empty();
  }

  /** Formats a title on the first line, followed by JSON. */
  private static String attachment(String text) {
    String[] parts = text.split("\n", 2);
    return parts.length < 2
        ? Markdown.prose(text) + "\n"
        : Markdown.prose(parts[0]) + "\n\n" + Markdown.block("json", parts[1]);
  }

  private static String link(String code) {
    return "[" + code + "](" + Documentation.own().ofCode(code) + ")";
  }
}
