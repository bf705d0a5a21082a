/**
 * Tokens of CodeArtifact for the repositories of a Maven build. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.codeartifact;

import org.jspecify.annotations.NullMarked;
