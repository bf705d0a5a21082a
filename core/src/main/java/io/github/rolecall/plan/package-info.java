/** What will happen, decided without asking anybody. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.plan;

import org.jspecify.annotations.NullMarked;
