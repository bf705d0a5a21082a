/**
 * A simulator of AWS CodeArtifact: its tokens, and Maven repositories that require them. Not an
 * API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.codeartifact;

import org.jspecify.annotations.NullMarked;
