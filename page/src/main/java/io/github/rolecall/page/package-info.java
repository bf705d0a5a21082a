/**
 * The explainer for browsers: it takes and returns texts, without network access. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.page;

import org.jspecify.annotations.NullMarked;
