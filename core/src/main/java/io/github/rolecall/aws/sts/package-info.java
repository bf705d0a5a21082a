/** The calls of STS, what its answers mean, and the proof of who answered. */
@NullMarked
package io.github.rolecall.aws.sts;

import org.jspecify.annotations.NullMarked;
