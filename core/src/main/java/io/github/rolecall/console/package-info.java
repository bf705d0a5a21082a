/** Where messages go, and what each CI system can mask. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.console;

import org.jspecify.annotations.NullMarked;
