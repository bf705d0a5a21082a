/**
 * Explains what AWS would answer to a run, from the same plan. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.assume.explain;

import org.jspecify.annotations.NullMarked;
