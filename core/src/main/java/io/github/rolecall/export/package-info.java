/** Where credentials go, once they are verified. */
@NullMarked
package io.github.rolecall.export;

import org.jspecify.annotations.NullMarked;
