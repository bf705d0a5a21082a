/**
 * What CI runners do with the output of a program, emulated strictly. Not an API: may change in any
 * release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.ci;

import org.jspecify.annotations.NullMarked;
