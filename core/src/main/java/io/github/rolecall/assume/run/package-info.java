/** Carries out a plan: assume, verify, then export. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.assume.run;

import org.jspecify.annotations.NullMarked;
