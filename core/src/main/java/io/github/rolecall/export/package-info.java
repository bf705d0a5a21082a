/** Where credentials go, once they are verified. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.export;

import org.jspecify.annotations.NullMarked;
