package io.github.rolecall.model;

/**
 * Who AWS says that we are.
 *
 * @param userId unique id, for a role session {@code AROA...:session-name}
 */
public record CallerIdentity(String account, String arn, String userId) {}
