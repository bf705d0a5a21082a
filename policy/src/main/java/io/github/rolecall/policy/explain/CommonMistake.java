package io.github.rolecall.policy.explain;

import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.issuer.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A common reason why a value of a policy does not match a claim. Each one converts two values that
 * differ in this way into two values that match.
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

  /** How unlikely it is that the user made only this mistake. */
  final int weight;

  final FindingCode code;

  CommonMistake(int weight, FindingCode code) {
    this.weight = weight;
    this.code = code;
  }

  /** The values of policy and token for one key. */
  record Pair(String claim, String expected, String actual, Request request) {
    private Stream<Pair> to(String newExpected, String newActual) {
      return Stream.of(new Pair(claim, newExpected, newActual, request));
    }

    private Stream<Pair> changed(String newExpected, String newActual) {
      boolean same = newExpected.equals(expected) && newActual.equals(actual);
      return same ? Stream.of() : to(newExpected, newActual);
    }
  }

  /**
   * Whether the comparison ignores the context. A set of mistakes contains at most one of these.
   */
  boolean leavesOutContext() {
    return compareTo(TAG) >= 0;
  }

  /**
   * The pairs without this mistake; empty when it does not apply. The matching itself corrects the
   * first two.
   */
  Stream<Pair> apply(Pair pair) {
    String expected = pair.expected();
    String actual = pair.actual();
    return switch (this) {
      case CASE -> Stream.of(pair);
      case WILDCARD -> Condition.hasWildcard(expected) ? Stream.of(pair) : Stream.of();
      case URL -> url(pair);
      case IMMUTABLE ->
          Subject.hasIds(expected) == Subject.hasIds(actual)
              ? Stream.of()
              : pair.changed(Subject.withoutIds(expected), Subject.withoutIds(actual));
      case ENCODING ->
          pair.claim().equals("sub") || pair.claim().equals("environment")
              ? pair.changed(decoded(expected), decoded(actual))
              : Stream.of();
      case REF_FORM ->
          RefForm.of(pair.claim(), expected, actual).flatMap(form -> pair.to(form, actual));
      case REUSABLE -> reusable(pair);
      case TAG, CONTEXT ->
          switch (pair.claim()) {
            case "ref" -> otherRef(expected, actual) ? pair.to("", "") : Stream.of();
            case "sub" -> {
              Subject wanted = Subject.of(expected);
              Subject has = Subject.of(actual);
              yield otherContext(wanted, has) ? pair.to(wanted.place(), has.place()) : Stream.of();
            }
            default -> Stream.of();
          };
    };
  }

  /** Removes host and suffix. A URL in place of the repository gets the prefix of a subject. */
  private static Stream<Pair> url(Pair pair) {
    if (!pair.expected().contains(".")) {
      return Stream.of();
    }
    String plain =
        pair.expected()
            .replaceFirst(
                "^((?:repo:|project_path:)?)(?:https?://|git@)?(?:www\\.)?(?:[\\w-]+\\.)+[a-z]{2,}[/:]",
                "$1")
            .replaceFirst("\\.git(?=:|$)", "");
    String prefix = pair.actual().replaceFirst("^((?:repo:|project_path:)?).*$", "$1");
    return plain.equals(pair.expected())
        ? Stream.of()
        : Stream.of(plain, prefix + plain).flatMap(text -> pair.to(text, pair.actual()));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The percent sign encodes nothing.
      return text;
    }
  }

  private boolean otherRef(String expected, String actual) {
    boolean pullRequest = actual.startsWith("refs/pull/");
    boolean tag = actual.startsWith("refs/tags/");
    return this == CONTEXT
        ? pullRequest
        : expected.startsWith("refs/") && !pullRequest && expected.startsWith("refs/tags/") != tag;
  }

  private boolean otherContext(Subject expected, Subject actual) {
    return this == CONTEXT
        ? (expected.gitHub() && actual.gitHub()) || (expected.gitLab() && actual.gitLab())
        : (expected.tag() && actual.branch()) || (expected.branch() && actual.tag());
  }

  /** The value has the repository of the called workflow in place of the caller's. */
  private static Stream<Pair> reusable(Pair pair) {
    Claims claims = pair.request().claims();
    String called = claims.claim("job_workflow_ref").orElse("");
    String repository = called.substring(0, Math.max(0, called.indexOf("/.github/")));
    String subject = Subject.withoutIds(Subject.of(pair.actual()).place());
    if (repository.isEmpty()
        || claims.claim("repository").filter(repository::equals).isPresent()
        || subject.equals("repo:" + repository)) {
      return Stream.of();
    }
    return switch (pair.claim()) {
      case "sub" ->
          pair.to(Subject.withoutIds(Subject.of(pair.expected()).place()), "repo:" + repository);
      case "repository" -> pair.to(pair.expected(), repository);
      case "job_workflow_ref" ->
          claims.claim("workflow_ref").stream()
              .filter(caller -> !caller.isEmpty())
              .flatMap(caller -> pair.to(pair.expected(), caller));
      default -> Stream.of();
    };
  }
}
