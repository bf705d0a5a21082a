/** A certificate authority for tests. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.testkit.tls;

import org.jspecify.annotations.NullMarked;
