package io.github.rolecall.policy.repair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Ids beside names: a job of another owner or repository has others than this job. */
final class OtherIds {
  private static final List<String> OF_OWNER =
      List.of("repository_owner_id", "namespace_id", "organization_id", "enterprise_id");
  private static final List<String> OF_PLACE =
      List.of("repository_id", "project_id", "pipeline_id", "oidc.circleci.com/project-id");

  private OtherIds() {}

  /** The ids that differ between two subjects, each with a value that nobody has. */
  static Map<String, String> of(String subject, String other) {
    var ids = new LinkedHashMap<String, String>();
    boolean sameOwner = Objects.equals(part(subject, 1), part(other, 1));
    if (!sameOwner) {
      OF_OWNER.forEach(id -> ids.put(id, "666001"));
    }
    if (!sameOwner || !Objects.equals(part(subject, 2), part(other, 2))) {
      OF_PLACE.forEach(id -> ids.put(id, "666002"));
    }
    return ids;
  }

  /** A part of a subject: {@code repo}, the owner, the repository; without the id in it. */
  private static String part(String subject, int number) {
    String[] parts = subject.split("[:/]", -1);
    return number < parts.length
        ? parts[number].replaceFirst("@\\d+$", "").toLowerCase(Locale.ROOT)
        : "";
  }
}
