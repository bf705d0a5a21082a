/**
 * Carries a plan out: assume, verify, and only then export. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.assume.run;

import org.jspecify.annotations.NullMarked;
