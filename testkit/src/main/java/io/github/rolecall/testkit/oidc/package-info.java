/**
 * JSON Web Tokens (RFC 7519) and the keys that prove them, from the side of the one who checks. Not
 * an API: may change in any release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.oidc;

import org.jspecify.annotations.NullMarked;
