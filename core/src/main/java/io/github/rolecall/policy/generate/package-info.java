/** Writes trust policies, in the language of each tool. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.policy.generate;

import org.jspecify.annotations.NullMarked;
