/**
 * What is known about token issuers: one table for findings, warnings, generated policies and the
 * documentation. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy.issuer;

import org.jspecify.annotations.NullMarked;
