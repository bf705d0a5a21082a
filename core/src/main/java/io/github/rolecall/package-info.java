/** The vocabulary: what the other packages talk in. */
@NullMarked
package io.github.rolecall;

import org.jspecify.annotations.NullMarked;
