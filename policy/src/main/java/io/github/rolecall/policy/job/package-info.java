/**
 * Describe a job in a form, and get the claims of its token. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy.job;

import org.jspecify.annotations.NullMarked;
