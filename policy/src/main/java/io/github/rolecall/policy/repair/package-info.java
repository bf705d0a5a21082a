/**
 * Changes of trust policies, and the witnesses by whom a change is judged. Not an API: may change
 * in any release.
 */
@NullMarked
package io.github.rolecall.policy.repair;

import org.jspecify.annotations.NullMarked;
