/** Requests authorization tokens of AWS CodeArtifact. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.aws.codeartifact;

import org.jspecify.annotations.NullMarked;
