/** Plan, then act on the plan, then verify the result. */
@NullMarked
package io.github.rolecall.assume;

import org.jspecify.annotations.NullMarked;
