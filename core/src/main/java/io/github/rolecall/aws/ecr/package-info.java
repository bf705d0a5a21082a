/** Passwords for the registries of Amazon ECR. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.aws.ecr;

import org.jspecify.annotations.NullMarked;
