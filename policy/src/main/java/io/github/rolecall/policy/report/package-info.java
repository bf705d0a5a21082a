/**
 * Reports about a request and a trust policy, which renderers format. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.policy.report;

import org.jspecify.annotations.NullMarked;
