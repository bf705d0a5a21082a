/**
 * Gives the reports of {@code explain} the forms that people read. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.report;

import org.jspecify.annotations.NullMarked;
