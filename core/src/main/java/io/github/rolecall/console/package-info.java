/** Where messages go, and what each CI system can mask. */
@NullMarked
package io.github.rolecall.console;

import org.jspecify.annotations.NullMarked;
