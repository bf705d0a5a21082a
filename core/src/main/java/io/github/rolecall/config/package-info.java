/**
 * Reads configuration files of Rolecall and of Pulumi. Loaded only if there is such a file. Not an
 * API: may change in any release.
 */
@NullMarked
package io.github.rolecall.config;

import org.jspecify.annotations.NullMarked;
