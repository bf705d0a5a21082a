/**
 * Numbers of any size for browsers, in place of those of TeaVM, which can also be divided and
 * multiplied. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.page.number;

import org.jspecify.annotations.NullMarked;
