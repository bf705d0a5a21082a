/**
 * A container credentials endpoint on the loopback address, and the session that it serves. Not an
 * API: may change in any release.
 */
@NullMarked
package io.github.rolecall.endpoint;

import org.jspecify.annotations.NullMarked;
