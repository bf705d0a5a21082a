/**
 * Trust policies of roles: read, evaluate, explain, write. Nothing here asks anybody. Not an API:
 * may change in any release.
 */
@NullMarked
package io.github.rolecall.policy;

import org.jspecify.annotations.NullMarked;
