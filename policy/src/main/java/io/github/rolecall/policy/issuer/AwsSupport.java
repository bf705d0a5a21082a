package io.github.rolecall.policy.issuer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS does with an issuer's tokens.
 *
 * @param builtIn whether AWS knows the issuer by its name, without a provider in the account
 * @param keys claims that AWS offers as condition keys, beyond those of every issuer
 * @param ids those of the keys that pin what a name can lose
 * @param idsOfOwner keys that all repositories of an owner have in common; the other ids are those
 *     of one place
 * @param instead for claims that are no keys, in lower case as keys are compared: the key that says
 *     nearly the same
 * @param demanded what IAM wants a trust policy to limit before it saves it, {@code sub} or {@code
 *     aud}; empty where it demands nothing
 */
record AwsSupport(
    boolean builtIn,
    Set<String> keys,
    List<String> ids,
    List<String> idsOfOwner,
    Map<String, String> instead,
    Optional<String> demanded) {}
