package io.github.rolecall.policy.issuer;

import java.util.Optional;

/**
 * The audience of an issuer's tokens.
 *
 * @param fixed whether the issuer sets it, so that neither a job nor a program can change it
 * @param value the fixed value, or the usual one; angle brackets mark what differs by customer:
 *     {@code https://vercel.com/<team>}
 * @param where the place where it is set, as the end of "Set the audience": {@code in the job's
 *     id_tokens}
 * @param key the condition key for it, without the issuer: {@code aud}, or {@code oaud} where the
 *     tokens name an authorized party ({@code azp}), which AWS compares under {@code aud}
 */
public record Audience(boolean fixed, Optional<String> value, String where, String key) {
  static Audience fixed(String value) {
    return new Audience(true, Optional.of(value), "nowhere: the issuer sets it", "aud");
  }

  static Audience set(String where) {
    return new Audience(false, Optional.empty(), where, "aud");
  }

  /** Makes an audience with a default that the job can change. */
  static Audience set(String usual, String where) {
    return new Audience(false, Optional.of(usual), where, "aud");
  }

  static Audience besideAuthorizedParty(String where) {
    return new Audience(false, Optional.empty(), where, "oaud");
  }
}
