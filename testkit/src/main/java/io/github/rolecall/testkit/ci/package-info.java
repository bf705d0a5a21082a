/**
 * A strict emulation of what CI runners do with the output of a program. Not an API: may change in
 * any release.
 */
@NullMarked
package io.github.rolecall.testkit.ci;

import org.jspecify.annotations.NullMarked;
