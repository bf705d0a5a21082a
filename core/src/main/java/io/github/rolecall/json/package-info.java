/** JSON values, and the reader that fills them. */
@NullMarked
package io.github.rolecall.json;

import org.jspecify.annotations.NullMarked;
