/**
 * How others are reached, as data: endpoints, proxies, trust. Not an API: may change in any
 * release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.network;

import org.jspecify.annotations.NullMarked;
