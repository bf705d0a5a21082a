package io.github.rolecall.model;

import java.util.List;
import java.util.Optional;

/**
 * One role of the chain, and how to assume it.
 *
 * @param target an ARN, or a name that is completed with the caller's account
 * @param durationSeconds how long the session lasts
 * @param tags the session tags; with a web identity token they are not sent, because STS takes them
 *     from its claims
 * @param sourceIdentity the source identity of the session; a web identity token contains its own
 */
public record Role(
    RoleRef target,
    String sessionName,
    int durationSeconds,
    Optional<String> externalId,
    List<SessionTag> tags,
    List<String> transitiveTagKeys,
    SessionPolicies policies,
    Optional<String> sourceIdentity) {

  /** A role in the middle of the chain: the shortest session that AWS allows, without options. */
  public static Role passing(RoleRef target, String sessionName) {
    return new Role(
        target,
        sessionName,
        900,
        Optional.empty(),
        List.of(),
        List.of(),
        SessionPolicies.NONE,
        Optional.empty());
  }

  /** The same role without its droppable tags. */
  public Role withoutDroppableTags() {
    return new Role(
        target,
        sessionName,
        durationSeconds,
        externalId,
        tags.stream().filter(tag -> !tag.droppable()).toList(),
        transitiveTagKeys.stream()
            .filter(key -> tags.stream().noneMatch(tag -> tag.droppable() && tag.key().equals(key)))
            .toList(),
        policies,
        sourceIdentity);
  }
}
