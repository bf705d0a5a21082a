/**
 * A simulator of Amazon ECR: its tokens, and the registry that requires them. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.ecr;

import org.jspecify.annotations.NullMarked;
