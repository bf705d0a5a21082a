/** Trust policies of roles: read, evaluate, explain, write. Nothing here asks anybody. */
@NullMarked
package io.github.rolecall.policy;

import org.jspecify.annotations.NullMarked;
