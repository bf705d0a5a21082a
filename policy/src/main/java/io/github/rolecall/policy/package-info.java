/**
 * Trust policies of roles: read, evaluate, explain, write. This module makes no network requests.
 * Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.policy;

import org.jspecify.annotations.NullMarked;
