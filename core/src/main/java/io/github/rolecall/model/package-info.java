/** The nouns: secrets, roles, ARNs, claims, identities. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.model;

import org.jspecify.annotations.NullMarked;
