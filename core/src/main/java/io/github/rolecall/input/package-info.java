/** What the user wrote, and where. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.input;

import org.jspecify.annotations.NullMarked;
