/**
 * The recorded conformance vectors, and the comparison of a program with them. It is a port of
 * {@code run.py check} that runs the program inside this JVM. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.testkit.conformance;

import org.jspecify.annotations.NullMarked;
