/** The nouns: secrets, roles, ARNs, claims, identities. */
@NullMarked
package io.github.rolecall.model;

import org.jspecify.annotations.NullMarked;
