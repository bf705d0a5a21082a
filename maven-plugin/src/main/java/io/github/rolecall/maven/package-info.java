/** The Maven plugin: read the parameters, call the core, render. */
@NullMarked
package io.github.rolecall.maven;

import org.jspecify.annotations.NullMarked;
