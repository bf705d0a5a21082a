/**
 * Instants for browsers, in place of those of TeaVM, which bring calendars and formats with them.
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.page.time;

import org.jspecify.annotations.NullMarked;
