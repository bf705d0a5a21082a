/**
 * Reads files of settings: our own, and those of Pulumi. Loaded only where there is such a file.
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.config;

import org.jspecify.annotations.NullMarked;
