package io.github.rolecall.policy.issuer;

import java.util.Set;

/**
 * What is known of an issuer's claims.
 *
 * @param ofARun those that each run has anew, as the token names them
 * @param sessionTags whether tokens can bring session tags
 */
record TokenClaims(Set<String> ofARun, boolean sessionTags) {}
