package io.github.rolecall.policy.issuer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How AWS handles an issuer's tokens.
 *
 * @param builtIn whether the issuer is built into AWS and needs no provider in the account
 * @param keys claims that AWS offers as condition keys, in addition to those of every issuer
 * @param ids those of the keys that contain ids, which never change
 * @param idsOfOwner keys that all repositories of an owner have in common; the other ids identify
 *     one place
 * @param instead for claims without a condition key, in lower case as keys are compared: the key
 *     with nearly the same meaning
 * @param demanded the claim that a trust policy must limit before IAM saves it, {@code sub} or
 *     {@code aud}; empty where IAM has no such rule
 */
record AwsSupport(
    boolean builtIn,
    Set<String> keys,
    List<String> ids,
    List<String> idsOfOwner,
    Map<String, String> instead,
    Optional<String> demanded) {}
