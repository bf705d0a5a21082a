/**
 * Calls of IAM Identity Center: sign-in, token renewal and the access portal. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.aws.sso;

import org.jspecify.annotations.NullMarked;
