/**
 * Files that contain secrets: owners, locks and atomic writes. Not an API: may change in any
 * release.
 */
@NullMarked
package io.github.rolecall.export.file;

import org.jspecify.annotations.NullMarked;
