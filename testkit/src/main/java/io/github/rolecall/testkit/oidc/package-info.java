/**
 * Verification of JSON Web Tokens (RFC 7519), and the keys for it. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.testkit.oidc;

import org.jspecify.annotations.NullMarked;
