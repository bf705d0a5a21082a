/**
 * Configurations of Docker with passwords for registries. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.docker;

import org.jspecify.annotations.NullMarked;
