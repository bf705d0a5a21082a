/**
 * The explainer for browsers: texts in, texts out, no network. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.page;

import org.jspecify.annotations.NullMarked;
