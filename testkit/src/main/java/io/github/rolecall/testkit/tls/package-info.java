/** A certificate authority for tests. */
@NullMarked
package io.github.rolecall.testkit.tls;

import org.jspecify.annotations.NullMarked;
