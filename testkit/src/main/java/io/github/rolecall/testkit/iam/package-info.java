/**
 * The IAM entities of the simulated AWS: roles, users, OIDC providers, and the evaluation of trust
 * policies according to the IAM User Guide ("Policy evaluation logic", "IAM JSON policy elements").
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.iam;

import org.jspecify.annotations.NullMarked;
