/**
 * AWS Security Token Service, API version 2011-06-15, over the AWS Query protocol: what it checks,
 * in which order, and the words in which it refuses. Texts that were never seen from AWS are marked
 * so where they are made. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.sts;

import org.jspecify.annotations.NullMarked;
