/** JSON values, and their writer. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.json;

import org.jspecify.annotations.NullMarked;
