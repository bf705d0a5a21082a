/**
 * What exists in the simulated AWS, and whom it trusts: roles, users, OIDC providers and the
 * evaluation of trust policies, after the IAM User Guide ("Policy evaluation logic", "IAM JSON
 * policy elements"). Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.iam;

import org.jspecify.annotations.NullMarked;
