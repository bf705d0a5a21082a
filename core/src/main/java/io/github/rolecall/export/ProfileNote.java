package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import java.util.List;
import java.util.stream.Stream;

/**
 * The comments by which a profile is known as one that is removed again.
 *
 * @param process that wrote it
 * @param role whose credentials it has
 */
record ProfileNote(long process, String role) {
  private static final String MARK =
      "# Rolecall wrote this profile, and removes it after the build";

  /** Whether the profile has this one. */
  boolean in(AwsFileText text, String profile) {
    return lines().allMatch(line -> text.notes(profile, line));
  }

  private Stream<String> lines() {
    return Stream.of("# Role " + role, "# Process " + process, MARK);
  }

  AwsFileText added(AwsFileText text, String profile) {
    return lines()
        .reduce(text, (noted, line) -> noted.noting(profile, line), (first, second) -> second);
  }

  /** Whether the profile has one, no matter who wrote it. */
  static boolean anyIn(AwsFileText text, String profile) {
    return text.notes(profile, MARK);
  }

  static List<String> profiles(AwsFileText text) {
    return text.profilesNoting(MARK);
  }
}
