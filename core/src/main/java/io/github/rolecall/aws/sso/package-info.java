/**
 * IAM Identity Center: sign in, renew the token, and ask the access portal. Not an API: may change
 * in any release.
 */
@NullMarked
package io.github.rolecall.aws.sso;

import org.jspecify.annotations.NullMarked;
