/**
 * Explains why a policy allows or refuses a job, and what to change. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.policy.explain;

import org.jspecify.annotations.NullMarked;
