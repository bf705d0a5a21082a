/** Reads trust policies in JSON and YAML. Not an API: may change in any release. */
@NullMarked
package io.github.rolecall.policyfile;

import org.jspecify.annotations.NullMarked;
