/** Situations of users as folders, run through every front end. */
@NullMarked
package io.github.rolecall.testkit.scenario;

import org.jspecify.annotations.NullMarked;
