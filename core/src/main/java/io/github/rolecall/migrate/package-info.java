/**
 * Move workflows of GitHub from aws-actions/configure-aws-credentials to Rolecall: find its uses,
 * change their bytes only, and say what differs. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.migrate;

import org.jspecify.annotations.NullMarked;
