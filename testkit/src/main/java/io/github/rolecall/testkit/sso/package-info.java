/**
 * IAM Identity Center: its OIDC service (SSO OIDC), the pages that a browser opens, and the access
 * portal. Texts that were never seen from AWS are our own; codes and members are those of the API
 * models. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.sso;

import org.jspecify.annotations.NullMarked;
