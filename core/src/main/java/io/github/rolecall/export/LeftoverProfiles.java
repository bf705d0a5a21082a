package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.OwnerLock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Temporary profiles of builds that were killed. What they left is not what was there before, so it
 * goes before a new profile comes.
 */
record LeftoverProfiles(ProfileFile credentials, ProfileFile config) {

  /**
   * Removes them from both files. Call it under the lock of the credentials file.
   *
   * @param owned a profile whose lock the caller holds, so that no other process can have written
   *     it
   */
  void remove(String owned) {
    List<String> dead =
        Stream.of(credentials, config)
            .flatMap(file -> ProfileNote.profiles(file.text()).stream())
            .distinct()
            .filter(Predicate.<String>isEqual(owned).or(this::isDead))
            .toList();
    remove(credentials, dead);
    remove(config, dead);
  }

  private boolean isDead(String profile) {
    try (OwnerLock lock = credentials.file().owner(profile)) {
      return lock.take();
    }
  }

  private static void remove(ProfileFile from, List<String> dead) {
    AwsFileText text = from.text();
    AwsFileText rest = text;
    for (String profile : dead) {
      if (ProfileNote.anyIn(rest, profile)) {
        rest = rest.without(profile);
      }
    }
    if (rest.equals(text)) {
      return;
    }
    if (rest.toString().isBlank()) {
      from.file().deleteWithFolder();
    } else {
      from.file().write(rest.toString());
    }
  }
}
