/**
 * Makes the plan from the inputs, without sending a request. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.assume.plan;

import org.jspecify.annotations.NullMarked;
