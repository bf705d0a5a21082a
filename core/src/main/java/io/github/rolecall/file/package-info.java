/**
 * Files that are read as a whole: only regular ones, and no more of them than a limit. Not an API:
 * may change in any release.
 */
@NullMarked
package io.github.rolecall.file;

import org.jspecify.annotations.NullMarked;
