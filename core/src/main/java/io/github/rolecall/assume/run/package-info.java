/** Carries a plan out: assume, verify, and only then hand on. */
@NullMarked
package io.github.rolecall.assume.run;

import org.jspecify.annotations.NullMarked;
