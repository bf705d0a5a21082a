package io.github.rolecall.aws;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.SessionCredentials;

/**
 * Credentials, and the proof whose they are. Only {@link Proof} makes one: for a role, the answer
 * named the very role and session that were asked for; for other keys, STS said whose they are.
 */
public record Session(SessionCredentials credentials, CallerIdentity identity) {}
