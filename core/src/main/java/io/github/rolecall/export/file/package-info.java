/**
 * Files that keep secrets: owners, locks, and writes that happen whole or not at all. Not an API:
 * may change in any release.
 */
@NullMarked
package io.github.rolecall.export.file;

import org.jspecify.annotations.NullMarked;
