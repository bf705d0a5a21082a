/** AWS config and credentials files as text, read and written without loss. */
@NullMarked
package io.github.rolecall.awsfile;

import org.jspecify.annotations.NullMarked;
