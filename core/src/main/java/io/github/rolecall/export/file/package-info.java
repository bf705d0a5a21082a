/** Files that keep secrets: owners, locks, and writes that happen whole or not at all. */
@NullMarked
package io.github.rolecall.export.file;

import org.jspecify.annotations.NullMarked;
