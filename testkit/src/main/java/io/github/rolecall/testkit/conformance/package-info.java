/**
 * The recorded conformance vectors and what judges a program by them: a port of {@code run.py
 * check} that starts the program inside the JVM. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.conformance;

import org.jspecify.annotations.NullMarked;
