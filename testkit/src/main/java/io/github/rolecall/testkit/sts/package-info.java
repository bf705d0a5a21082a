/**
 * A simulator of AWS Security Token Service, API version 2011-06-15, over the AWS Query protocol:
 * its checks, their order, and its error messages. A comment marks each message that is our own,
 * because we do not know that of AWS. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.sts;

import org.jspecify.annotations.NullMarked;
