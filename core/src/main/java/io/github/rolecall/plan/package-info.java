/** What will happen, decided without asking anybody. */
@NullMarked
package io.github.rolecall.plan;

import org.jspecify.annotations.NullMarked;
