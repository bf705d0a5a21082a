/**
 * Texts for browsers: UTF-8, encoded addresses and letter case, in place of classes of TeaVM that
 * bring all charsets and languages with them. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.page.text;

import org.jspecify.annotations.NullMarked;
