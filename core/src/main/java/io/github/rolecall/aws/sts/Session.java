package io.github.rolecall.aws.sts;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.session.SessionCredentials;

/**
 * Credentials, and the proof whose they are. Only {@link Proof} makes one: for a role, the answer
 * named the very role and session that were asked for; for other keys, STS said whose they are.
 */
public record Session(SessionCredentials credentials, CallerIdentity identity) {}
