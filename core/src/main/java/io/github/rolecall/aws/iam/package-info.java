/** Reads the trust policy of a role from IAM. */
@NullMarked
package io.github.rolecall.aws.iam;

import org.jspecify.annotations.NullMarked;
