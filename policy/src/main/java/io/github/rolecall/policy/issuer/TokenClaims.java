package io.github.rolecall.policy.issuer;

import java.util.Set;

/**
 * What is known about an issuer's claims.
 *
 * @param ofARun claims that have another value in each run, as the token names them
 * @param sessionTags whether tokens can contain session tags
 */
record TokenClaims(Set<String> ofARun, boolean sessionTags) {}
