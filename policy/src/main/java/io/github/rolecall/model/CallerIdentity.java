package io.github.rolecall.model;

/**
 * The answer of GetCallerIdentity.
 *
 * @param userId unique id, for a role session {@code AROA...:session-name}
 */
public record CallerIdentity(String account, String arn, String userId) {}
