/** The HTTP client: connections and TLS. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.http;

import org.jspecify.annotations.NullMarked;
