/**
 * Credentials and web identity tokens, before and after they are verified. Not an API: may change
 * in any release.
 */
@NullMarked
package io.github.rolecall.session;

import org.jspecify.annotations.NullMarked;
