/** The vocabulary: what the other packages talk in. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall;

import org.jspecify.annotations.NullMarked;
