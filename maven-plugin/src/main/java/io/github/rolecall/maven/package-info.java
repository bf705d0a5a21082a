/**
 * The Maven plugin. It reads the parameters, calls the core and reports the result. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.maven;

import org.jspecify.annotations.NullMarked;
