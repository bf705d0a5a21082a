package io.github.rolecall.extension;

import io.github.rolecall.SizeRules;

/** The limits of every module, for this one. */
class SizeTest extends SizeRules {}
