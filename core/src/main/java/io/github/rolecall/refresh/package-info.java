/**
 * Credentials that are renewed before they expire, and the file in which processes share them. Not
 * an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.refresh;

import org.jspecify.annotations.NullMarked;
