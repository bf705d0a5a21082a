/** Why a policy allows or refuses a job, and what to do about it. */
@NullMarked
package io.github.rolecall.policy.explain;

import org.jspecify.annotations.NullMarked;
