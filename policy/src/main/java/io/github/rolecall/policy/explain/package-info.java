/**
 * Why a policy allows or refuses a job, and what to do about it. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.policy.explain;

import org.jspecify.annotations.NullMarked;
