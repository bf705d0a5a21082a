/** The one HTTP client: connections and TLS. */
@NullMarked
package io.github.rolecall.http;

import org.jspecify.annotations.NullMarked;
