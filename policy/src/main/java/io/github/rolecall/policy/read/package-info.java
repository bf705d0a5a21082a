/** Finds trust policies in files and command output. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.policy.read;

import org.jspecify.annotations.NullMarked;
