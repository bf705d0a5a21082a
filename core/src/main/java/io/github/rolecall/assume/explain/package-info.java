/** Says what AWS would answer, from the same plan. */
@NullMarked
package io.github.rolecall.assume.explain;

import org.jspecify.annotations.NullMarked;
