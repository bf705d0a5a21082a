/** Finds trust policies in what people have. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.policy.read;

import org.jspecify.annotations.NullMarked;
