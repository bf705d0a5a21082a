package io.github.rolecall.policy.repair;

import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.Request;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jobs that the author did not mean to allow: with another owner, repository, workspace,
 * environment or branch.
 *
 * @param meant patterns for the subjects that the policy is meant for: they are not strangers
 */
record Strangers(Request request, List<String> meant) {
  /** Real subjects have fewer names. The limit bounds the time for a subject with very many. */
  private static final int MOST_NAMES = 40;

  List<Request> all() {
    Claims claims = request.claims();
    Set<String> names = request.issuer().names(claims.subject());
    List<String> named =
        meant.stream().filter(value -> names.stream().anyMatch(value::contains)).toList();
    return names.stream()
        .limit(MOST_NAMES)
        .flatMap(
            name -> Stream.of("mallory", name + "-evil", "evil-" + name).map(to -> one(name, to)))
        .map(request::of)
        .filter(one -> !one.claims().subject().equals(claims.subject()))
        .filter(
            one -> !isMeant(one.claims().subject(), named) && !isNextRun(one.claims().subject()))
        .toList();
  }

  private Claims one(String name, String other) {
    Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-])");
    String subject = request.claims().subject();
    return Runs.with(
        request.claims(),
        whole,
        other,
        new OtherIds(request.issuer()).of(subject, whole.matcher(subject).replaceAll(other)));
  }

  /** Returns whether the subjects differ only in parts that change with each run. */
  private boolean isNextRun(String subject) {
    return request
        .issuer()
        .subjectOfAnyRun(request.claims().subject())
        .filter(pattern -> Glob.of(pattern).matches(subject))
        .isPresent();
  }

  /**
   * Returns whether a pattern that contains a name of this job matches the subject, ignoring letter
   * case.
   */
  private static boolean isMeant(String subject, List<String> patterns) {
    return patterns.stream().anyMatch(value -> Glob.of(value).matchesIgnoringCase(subject));
  }
}
