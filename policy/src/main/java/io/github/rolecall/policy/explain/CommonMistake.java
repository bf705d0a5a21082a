package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * One way in which a value of a policy can miss a claim. Each takes two values that differ in that
 * way to two that match.
 */
enum CommonMistake {
  CASE(1, FindingCode.CASE_DIFFERS),
  WILDCARD(1, FindingCode.WILDCARD_UNDER_STRING_EQUALS),
  URL(1, FindingCode.SUBJECT_HAS_URL),
  IMMUTABLE(1, FindingCode.SUBJECT_IMMUTABLE_FORM),
  ENCODING(1, FindingCode.ENVIRONMENT_NOT_ENCODED),
  REF_FORM(1, FindingCode.REF_FORM_DIFFERS),
  TAG(2, FindingCode.TAG_BUILD),
  REUSABLE(2, FindingCode.REUSABLE_WORKFLOW),
  CONTEXT(3, FindingCode.SUBJECT_CONTEXT_DIFFERS);

  /** How unlikely it is that the user made this mistake and no other. */
  final int weight;

  final FindingCode code;

  CommonMistake(int weight, FindingCode code) {
    this.weight = weight;
    this.code = code;
  }

  /** What a policy and a token have for one key. */
  record Pair(String claim, String expected, String actual, Request request) {
    Pair with(String newExpected, String newActual) {
      return new Pair(claim, newExpected, newActual, request);
    }
  }

  /** Whether at most one of the three can be: they leave out what the others look at. */
  boolean leavesOutContext() {
    return compareTo(TAG) >= 0;
  }

  /**
   * The pairs without this mistake; none when it does not fit. Matching itself does the first two.
   */
  Stream<Pair> apply(Pair pair) {
    return switch (this) {
      case CASE -> Stream.of(pair);
      case WILDCARD -> Condition.hasWildcard(pair.expected()) ? Stream.of(pair) : Stream.of();
      case URL -> url(pair);
      case IMMUTABLE ->
          Subject.hasIds(pair.expected()) == Subject.hasIds(pair.actual())
              ? Stream.of()
              : changed(
                  pair, Subject.withoutIds(pair.expected()), Subject.withoutIds(pair.actual()));
      case ENCODING ->
          pair.claim().matches("sub|environment")
              ? changed(pair, decoded(pair.expected()), decoded(pair.actual()))
              : Stream.of();
      case REF_FORM ->
          RefForm.of(pair.claim(), pair.expected(), pair.actual())
              .map(expected -> pair.with(expected, pair.actual()));
      case TAG -> tag(pair);
      case REUSABLE -> reusable(pair);
      case CONTEXT -> context(pair);
    };
  }

  private static Stream<Pair> changed(Pair pair, String expected, String actual) {
    boolean same = expected.equals(pair.expected()) && actual.equals(pair.actual());
    return same ? Stream.of() : Stream.of(pair.with(expected, actual));
  }

  /** Without host and suffix; a URL that stands in place of the whole place gets its prefix. */
  private static Stream<Pair> url(Pair pair) {
    String plain = plainPlace(pair.expected());
    if (plain.equals(pair.expected())) {
      return Stream.of();
    }
    String prefix = pair.actual().replaceFirst("^((?:repo:|project_path:)?).*$", "$1");
    return Stream.of(plain, prefix + plain).map(text -> pair.with(text, pair.actual()));
  }

  private static String plainPlace(String text) {
    return text.replaceFirst(
            "^((?:repo:|project_path:)?)(?:https?://|git@)?(?:www\\.)?(?:[\\w-]+\\.)+[a-z]{2,}[/:]",
            "$1")
        .replaceFirst("\\.git(?=:|$)", "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing.
      return text;
    }
  }

  private static Stream<Pair> tag(Pair pair) {
    if (pair.claim().equals("ref")) {
      boolean other =
          pair.expected().startsWith("refs/tags/") != pair.actual().startsWith("refs/tags/");
      boolean refs = pair.expected().startsWith("refs/") && !pair.actual().startsWith("refs/pull/");
      return other && refs ? Stream.of(pair.with("", "")) : Stream.of();
    }
    Subject expected = Subject.of(pair.expected());
    Subject actual = Subject.of(pair.actual());
    boolean other = (expected.tag() && actual.branch()) || (expected.branch() && actual.tag());
    return pair.claim().equals("sub") && other
        ? Stream.of(pair.with(expected.place(), actual.place()))
        : Stream.of();
  }

  private static Stream<Pair> context(Pair pair) {
    if (pair.claim().equals("ref")) {
      return pair.actual().startsWith("refs/pull/") ? Stream.of(pair.with("", "")) : Stream.of();
    }
    Subject expected = Subject.of(pair.expected());
    Subject actual = Subject.of(pair.actual());
    boolean same = (expected.gitHub() && actual.gitHub()) || (expected.gitLab() && actual.gitLab());
    return pair.claim().equals("sub") && same
        ? Stream.of(pair.with(expected.place(), actual.place()))
        : Stream.of();
  }

  /** The called workflow's repository where the caller's belongs. */
  private static Stream<Pair> reusable(Pair pair) {
    String called = pair.request().claims().claim("job_workflow_ref").orElse("");
    String caller = pair.request().claims().claim("workflow_ref").orElse("");
    int end = called.indexOf("/.github/");
    if (end < 0) {
      return Stream.of();
    }
    String repository = called.substring(0, end);
    String own = pair.request().claims().claim("repository").orElse("");
    String subject = Subject.withoutIds(Subject.of(pair.actual()).place());
    if (repository.equals(own) || subject.equals("repo:" + repository)) {
      return Stream.of();
    }
    return switch (pair.claim()) {
      case "sub" ->
          Stream.of(
              pair.with(
                  Subject.withoutIds(Subject.of(pair.expected()).place()), "repo:" + repository));
      case "repository" -> Stream.of(pair.with(pair.expected(), repository));
      case "job_workflow_ref" ->
          caller.isEmpty() ? Stream.of() : Stream.of(pair.with(pair.expected(), caller));
      default -> Stream.of();
    };
  }
}
