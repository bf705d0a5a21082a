/**
 * What is configured on this machine, which identity follows from it, and what is broken or risky.
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.doctor;

import org.jspecify.annotations.NullMarked;
