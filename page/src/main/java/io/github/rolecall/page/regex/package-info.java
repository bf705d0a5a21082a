/**
 * Regular expressions of Java on those of the browser, in place of TeaVM's own engine, which is a
 * sixth of the page. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.page.regex;

import org.jspecify.annotations.NullMarked;
