package io.github.rolecall.migrate;

import java.util.Optional;

/**
 * What the action becomes.
 *
 * @param tag for a use by tag or branch, and for the comment behind a digest
 * @param digest for a use that is pinned by digest; without one, such a use stays
 */
public record Target(String tag, Optional<String> digest) {
  private static final String GITHUB = "https://github.com/";

  /** With the host before it, which tells release/rename what this is the name of. */
  static final String ACTION = "https://github.com/rolecall/rolecall".substring(GITHUB.length());

  /** The value of {@code uses} in place of this one; empty when there is none that is as safe. */
  Optional<String> inPlaceOf(ActionReference old) {
    Optional<String> reference = old.isDigest() ? digest : Optional.of(tag);
    return reference.map(found -> ACTION + "@" + found);
  }
}
