/** Writes trust policies, in the language of each tool. */
@NullMarked
package io.github.rolecall.policy.generate;

import org.jspecify.annotations.NullMarked;
