/**
 * Jackson, which nothing else here knows: it fills the JSON values. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.jackson;

import org.jspecify.annotations.NullMarked;
