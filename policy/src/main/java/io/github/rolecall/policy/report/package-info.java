/**
 * What is to be said of a request and a trust policy, found once, for renderers to give it a form.
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy.report;

import org.jspecify.annotations.NullMarked;
