package io.github.rolecall.aws.sts;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.session.SessionCredentials;

/**
 * Credentials and their confirmed identity. Only {@link Proof} makes one. For a role, the answer
 * named exactly the role and session that were requested. For other keys, STS returned their
 * identity.
 */
public record Session(SessionCredentials credentials, CallerIdentity identity) {}
