/**
 * Changes of trust policies, and the witnesses that check a change. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.policy.repair;

import org.jspecify.annotations.NullMarked;
