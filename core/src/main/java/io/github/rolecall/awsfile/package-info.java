/**
 * AWS config and credentials files as text, read and written without loss. Not an API: may change
 * in any release.
 */
@NullMarked
package io.github.rolecall.awsfile;

import org.jspecify.annotations.NullMarked;
