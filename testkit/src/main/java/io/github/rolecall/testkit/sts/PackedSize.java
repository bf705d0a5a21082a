package io.github.rolecall.testkit.sts;

import java.util.OptionalInt;

/**
 * The space for policies and tags in a session token. AWS packs them in a binary form that it does
 * not publish; here each byte counts as one.
 *
 * @param limit in bytes
 */
record PackedSize(int limit) {

  /** The percentage used; absent when there is nothing to pack. */
  OptionalInt of(SessionPolicies policies, SessionTags tags) {
    int size = policies.plaintext() + tags.size();
    if (size == 0) {
      return OptionalInt.empty();
    }
    int percent = (size * 100 + limit - 1) / limit;
    if (percent > 100) {
      throw Refusal.of(
          400,
          "PackedPolicyTooLarge",
          tags.isEmpty()
              ? "Packed policy consumes "
                  + percent
                  + "% of allotted space, please use smaller policy."
              : "Packed size of session tags consumes " + percent + "% of allotted space.");
    }
    return OptionalInt.of(percent);
  }
}
