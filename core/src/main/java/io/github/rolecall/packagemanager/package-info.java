/**
 * Logins to repositories in the settings of package managers. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.packagemanager;

import org.jspecify.annotations.NullMarked;
