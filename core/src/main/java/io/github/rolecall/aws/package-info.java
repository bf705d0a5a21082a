/** The only place that knows the AWS SDK, whose objects print session tokens. */
@NullMarked
package io.github.rolecall.aws;

import org.jspecify.annotations.NullMarked;
