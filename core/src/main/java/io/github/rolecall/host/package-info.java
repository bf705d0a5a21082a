/** The outside world: environment, files, clock, terminal, processes, and the retry of the run. */
@NullMarked
package io.github.rolecall.host;

import org.jspecify.annotations.NullMarked;
