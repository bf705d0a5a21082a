/**
 * Amazon ECR: tokens, and the registry that demands them. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.ecr;

import org.jspecify.annotations.NullMarked;
