/** A strict simulator of AWS STS, IAM trust and the token endpoints of CI systems. */
@NullMarked
package io.github.rolecall.testkit;

import org.jspecify.annotations.NullMarked;
