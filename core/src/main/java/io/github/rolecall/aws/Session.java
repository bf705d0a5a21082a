package io.github.rolecall.aws;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.SessionCredentials;

/** An assumed role: credentials, and who they are, which STS says in the same answer. */
public record Session(SessionCredentials credentials, CallerIdentity identity) {}
