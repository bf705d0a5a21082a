/**
 * A strict simulator of AWS STS, IAM trust policies and the token endpoints of CI systems. Not an
 * API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit;

import org.jspecify.annotations.NullMarked;
