/**
 * Everything that a user can mend, and the one exception that carries it. Not an API: may change in
 * any release.
 */
@NullMarked
package io.github.rolecall.problem;

import org.jspecify.annotations.NullMarked;
