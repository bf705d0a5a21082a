/** A simulator of AWS CloudFormation. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.testkit.cloudformation;

import org.jspecify.annotations.NullMarked;
