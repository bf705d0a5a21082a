/**
 * All access to the outside world: environment, files, clock, terminal, processes, and the retries
 * of the run. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.host;

import org.jspecify.annotations.NullMarked;
