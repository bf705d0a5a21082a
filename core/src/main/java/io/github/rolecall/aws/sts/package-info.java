/**
 * The calls of STS, what its answers mean, and the proof of who answered. Not an API: may change in
 * any release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.aws.sts;

import org.jspecify.annotations.NullMarked;
