/**
 * Carries a plan out: assume, verify, and only then hand on. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.assume.run;

import org.jspecify.annotations.NullMarked;
