/** Escapes text for logs, removes secrets from it, and finds the closest match. */
@NullMarked
package io.github.rolecall.text;

import org.jspecify.annotations.NullMarked;
