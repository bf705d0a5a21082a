/** The table of options, and how each front end spells them. */
@NullMarked
package io.github.rolecall.option;

import org.jspecify.annotations.NullMarked;
