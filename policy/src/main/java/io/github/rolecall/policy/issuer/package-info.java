/**
 * What is known of the issuers of tokens: one table, used by findings, warnings, generated policies
 * and the documentation alike. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy.issuer;

import org.jspecify.annotations.NullMarked;
