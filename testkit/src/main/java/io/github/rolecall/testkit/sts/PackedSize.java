package io.github.rolecall.testkit.sts;

import java.util.OptionalInt;

/**
 * The packed size limit of session policies and session tags. AWS packs them in a binary format
 * that it does not publish. Here, the packed size is the sum of their lengths.
 *
 * @param limit the limit in bytes
 */
record PackedSize(int limit) {

  /** The percentage of the limit that is used; empty if there are no policies and no tags. */
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
