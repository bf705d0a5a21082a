/**
 * One file for each CI system: how to detect it, its token, its log, its later steps. Not an API:
 * may change in any release.
 */
@NullMarked
package io.github.rolecall.ci;

import org.jspecify.annotations.NullMarked;
