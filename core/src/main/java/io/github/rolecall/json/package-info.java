/** JSON values, and the reader that fills them. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.json;

import org.jspecify.annotations.NullMarked;
