package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.issuer.Issuer;
import io.github.rolecall.policy.issuer.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Conditions on the subject that match more than this run. They are needed where the subject
 * contains a commit or a step, which the next run does not have.
 */
record JobPatterns(Request request) {

  /** The condition that matches every job of this repository, pipeline or workspace. */
  Condition place() {
    Issuer issuer = Issuer.of(request.issuerName());
    String key = request.keyOf("sub");
    List<String> patterns =
        subjects().flatMap(subject -> issuer.subjectsOfThePlace(subject).stream()).toList();
    if (!patterns.isEmpty()) {
      return Condition.of("StringLike", key, patterns);
    }
    return job();
  }

  /** The condition that matches this job and its next runs. */
  Condition job() {
    String key = request.keyOf("sub");
    String subject = request.claims().subject();
    return request
        .issuer()
        .subjectOfAnyRun(subject)
        .map(pattern -> Condition.of("StringLike", key, List.of(pattern)))
        .orElseGet(() -> Condition.of("StringEquals", key, List.of(literal(subject))));
  }

  /** What a pattern must start with so that no other owner matches, in each form. */
  List<String> owners() {
    Issuer issuer = Issuer.of(request.issuerName());
    return subjects().flatMap(subject -> issuer.owner(subject).stream()).toList();
  }

  /** The subject; for GitHub, in both of its forms where the ids are known. */
  private Stream<String> subjects() {
    Claims claims = request.claims();
    String subject = claims.subject();
    if (Subject.hasIds(subject)) {
      return Stream.of(Subject.withoutIds(subject), subject);
    }
    Optional<String> withIds =
        claims
            .claim("repository_owner_id")
            .flatMap(
                owner ->
                    claims.claim("repository_id").map(id -> Subject.withIds(subject, owner, id)))
            .filter(other -> !other.equals(subject));
    return Stream.concat(Stream.of(subject), withIds.stream());
  }
}
