/** Everything that a user can mend, and the one exception that carries it. */
@NullMarked
package io.github.rolecall.problem;

import org.jspecify.annotations.NullMarked;
