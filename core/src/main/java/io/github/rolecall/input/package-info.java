/** The values that the user wrote, and their origins. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.input;

import org.jspecify.annotations.NullMarked;
