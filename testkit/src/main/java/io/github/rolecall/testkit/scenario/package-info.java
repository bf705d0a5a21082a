/**
 * Situations of users as folders, run through every front end. Not an API: may change in any
 * release. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.scenario;

import org.jspecify.annotations.NullMarked;
