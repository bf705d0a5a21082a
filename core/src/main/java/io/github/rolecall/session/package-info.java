/** Credentials and web identity tokens, before and after they are verified. */
@NullMarked
package io.github.rolecall.session;

import org.jspecify.annotations.NullMarked;
