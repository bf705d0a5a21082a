package io.github.rolecall.aws.codeartifact;

import io.github.rolecall.model.Secret;
import java.time.Instant;

/**
 * A token for the repositories of a domain. As a password, its user name is {@code aws}.
 *
 * @param expires when the token ends, by the clock of AWS
 */
public record AuthorizationToken(Secret value, Instant expires) {}
