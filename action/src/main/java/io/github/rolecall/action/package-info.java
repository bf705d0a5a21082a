/**
 * The GitHub action and the rolecall command: read the inputs, call the core, print the result. Not
 * an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.action;

import org.jspecify.annotations.NullMarked;
