package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern in a condition that may match jobs of strangers.
 *
 * @param claim the claim of the condition
 * @param own whether all tokens that the statement accepts belong to one account: then no pattern
 *     matches strangers
 */
record WidePattern(Request request, Condition condition, String claim, String value, boolean own) {
  private static final Pattern UNFINISHED_NAME =
      Pattern.compile("^(repo|project_path):[^/:]+/[^:/]+");
  private static final Pattern UNFINISHED =
      Pattern.compile("^[A-Za-z_-]+:(//)?[^:/@]*$|^[A-Za-z_-]+/[^:/]*$|^[^A-Za-z0-9]*$");

  /** The finding, with a condition that replaces this one in the statement with that number. */
  Optional<Finding> finding(int statement) {
    if (own) {
      return claim.equals("sub") && value.matches("[*?:/]*")
          ? Optional.of(everyJob(statement))
          : Optional.empty();
    }
    if (ofOtherOwners()) {
      return Optional.of(otherOwners(statement));
    }
    return claim.equals("sub") && UNFINISHED_NAME.matcher(before()).matches()
        ? Optional.of(otherNames(statement))
        : Optional.empty();
  }

  /** The text before the first wildcard. */
  private String before() {
    return value.split("(?<!\\{)[*?]", 2)[0];
  }

  private boolean ofOtherOwners() {
    String before = before();
    return switch (claim) {
      case "sub" -> UNFINISHED.matcher(before).matches() || request.issuer().namesNoOwner(before);
      case "repository", "job_workflow_ref" -> !before.contains("/");
      default -> false;
    };
  }

  private Finding everyJob(int statement) {
    return found(
            "matches every job of " + request.issuerName(),
            "To trust only one repository or project, write ")
        .as(Severity.HINT)
        .mending(statement, condition, new JobPatterns(request).place());
  }

  private Finding otherOwners(int statement) {
    List<String> finished = finished();
    Condition after = finished.isEmpty() ? ofThisJob() : replaced(finished);
    return found(
            "also matches owners that anybody can register",
            "Write the whole owner before the wildcard: ")
        .as(request.issuer().known() ? Severity.WARNING : Severity.HINT)
        .mending(statement, condition, after);
  }

  private Finding otherNames(int statement) {
    return found(
            "also matches other repositories whose names start with the same characters",
            "Write the whole name before the wildcard, or only this job: ")
        .as(Severity.HINT)
        .mending(statement, condition, ofThisJob());
  }

  private Finding found(String what, String remedy) {
    String message = fill("%s on %s %s.", value, condition.key(), what);
    return FindingCode.WILDCARD_TOO_WIDE.error(message, remedy);
  }

  /** The condition with the value of this job in place of the pattern. */
  private Condition ofThisJob() {
    List<String> others =
        condition.expected().stream().filter(each -> !each.equals(value)).toList();
    String actual = request.claims().claim(claim).orElse(request.claims().subject());
    Condition rest = Condition.of(condition.name(), condition.key(), others);
    return new Widened(request.issuer(), rest, claim, actual).byToken();
  }

  /** The condition with other values in place of the pattern. */
  private Condition replaced(List<String> instead) {
    return Condition.of(
        condition.name(),
        condition.key(),
        condition.expected().stream()
            .flatMap(each -> each.equals(value) ? instead.stream() : Stream.of(each))
            .toList());
  }

  /**
   * The pattern with the owner of this job before its wildcard, in each form; empty if it no longer
   * matches.
   */
  private List<String> finished() {
    String actual = request.claims().claim(claim).orElse("");
    List<String> owners =
        claim.equals("sub")
            ? new JobPatterns(request).owners()
            : actual.contains("/")
                ? List.of(actual.substring(0, actual.indexOf('/') + 1))
                : List.of();
    List<String> patterns = owners.stream().flatMap(owner -> finished(owner).stream()).toList();
    return patterns.stream().anyMatch(pattern -> Glob.of(pattern).matches(actual))
        ? patterns
        : List.of();
  }

  private Optional<String> finished(String owner) {
    String before = before();
    if (!owner.startsWith(before)) {
      return Optional.empty();
    }
    String rest = value.substring(before.length());
    String end = owner.substring(owner.length() - 1);
    // The wildcard replaced the owner alone: the name follows.
    return Optional.of(owner + (rest.startsWith("*" + end) ? rest.substring(2) : rest));
  }
}
