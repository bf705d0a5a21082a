/**
 * Authenticates Maven's requests to repositories of AWS CodeArtifact. Compiled for Java 8, because
 * Maven 3.8 ignores newer classes without a message. The package has no {@code NullMarked}, because
 * a compiler for Java 8 warns about it; NullAway still checks the package. Not an API: may change
 * in any release.
 */
package io.github.rolecall.extension;
