/** What the user wrote, and where. */
@NullMarked
package io.github.rolecall.input;

import org.jspecify.annotations.NullMarked;
