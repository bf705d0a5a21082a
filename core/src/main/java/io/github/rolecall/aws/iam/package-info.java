/** Reads the trust policy of a role from IAM. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.aws.iam;

import org.jspecify.annotations.NullMarked;
