/** Makes the plan from the inputs, and asks nobody. */
@NullMarked
package io.github.rolecall.assume.plan;

import org.jspecify.annotations.NullMarked;
