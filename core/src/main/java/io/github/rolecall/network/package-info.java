/** How others are reached, as data: endpoints, proxies, trust. */
@NullMarked
package io.github.rolecall.network;

import org.jspecify.annotations.NullMarked;
