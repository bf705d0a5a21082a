/** What CI runners do with the output of a program, emulated strictly. */
@NullMarked
package io.github.rolecall.testkit.ci;

import org.jspecify.annotations.NullMarked;
