/**
 * Test cases from the user's view, which run through every front end. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.testkit.scenario;

import org.jspecify.annotations.NullMarked;
