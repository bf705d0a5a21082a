/**
 * A simulator of IAM Identity Center: its OIDC service (SSO OIDC), the pages for browsers, and the
 * access portal. Codes and members are those of the API models. Messages of AWS that we do not know
 * are our own. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.sso;

import org.jspecify.annotations.NullMarked;
