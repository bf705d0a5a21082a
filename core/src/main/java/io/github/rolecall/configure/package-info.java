/**
 * Setting up AWS access: the settings of AWS files, read and written one by one. Not an API: may
 * change in any release.
 */
@NullMarked
package io.github.rolecall.configure;

import org.jspecify.annotations.NullMarked;
