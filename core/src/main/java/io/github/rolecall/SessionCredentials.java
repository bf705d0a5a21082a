package io.github.rolecall;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials as AWS issued them, or as the user gave them.
 *
 * @param sessionToken absent for the long-term keys of an IAM user
 * @param expires absent when unknown
 */
public record SessionCredentials(
    String accessKeyId,
    Secret secretAccessKey,
    Optional<Secret> sessionToken,
    Optional<Instant> expires) {}
