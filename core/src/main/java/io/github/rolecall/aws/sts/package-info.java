/** The calls of STS and the checks of its answers. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.aws.sts;

import org.jspecify.annotations.NullMarked;
