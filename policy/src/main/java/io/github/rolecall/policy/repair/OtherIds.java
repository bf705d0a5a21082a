package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.issuer.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the ids that change with the names in a subject: another owner or repository has other ids
 * than this job.
 */
record OtherIds(Issuer issuer) {

  /** Returns the ids that differ between two subjects, each with a value that no job has. */
  Map<String, String> of(String subject, String other) {
    var ids = new LinkedHashMap<String, String>();
    List<String> place = place(subject);
    List<String> otherPlace = place(other);
    if (!place.equals(otherPlace)) {
      issuer.ids().forEach(id -> ids.put(id, "666002"));
    }
    boolean sameOwner = owner(place).equals(owner(otherPlace));
    issuer
        .idsOfOwner()
        .forEach(
            id -> {
              if (sameOwner) {
                ids.remove(id);
              } else {
                ids.put(id, "666001");
              }
            });
    return ids;
  }

  /**
   * Returns the owner and repository of the job, without the ids that GitHub appends to the names.
   */
  private List<String> place(String subject) {
    return issuer.place(subject).stream()
        .map(part -> part.replaceFirst("@\\d+$", "").toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Returns the owner, also where the issuer has owner and repository in one part. */
  private static String owner(List<String> place) {
    return place.get(0).split("/", 2)[0];
  }
}
