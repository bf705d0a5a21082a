/**
 * Escapes text for logs, removes secrets from it, and finds the closest match. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.text;

import org.jspecify.annotations.NullMarked;
