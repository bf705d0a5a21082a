/**
 * The Maven plugin: read the parameters, call the core, render. Not an API: may change in any
 * release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.maven;

import org.jspecify.annotations.NullMarked;
