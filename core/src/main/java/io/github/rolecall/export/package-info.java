/** Exports verified credentials. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.export;

import org.jspecify.annotations.NullMarked;
