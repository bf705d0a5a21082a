/** Changes of trust policies, and the proof that a change does what it should and no more. */
@NullMarked
package io.github.rolecall.policy.repair;

import org.jspecify.annotations.NullMarked;
