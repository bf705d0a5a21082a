/** The plan of a run, decided before the first request. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.plan;

import org.jspecify.annotations.NullMarked;
