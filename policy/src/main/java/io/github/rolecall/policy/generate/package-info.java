/**
 * Writes trust policies in the languages of several tools. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy.generate;

import org.jspecify.annotations.NullMarked;
