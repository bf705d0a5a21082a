/**
 * The table of options, and how each front end spells them. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.option;

import org.jspecify.annotations.NullMarked;
