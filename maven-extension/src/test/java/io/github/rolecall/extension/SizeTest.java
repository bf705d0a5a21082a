package io.github.rolecall.extension;

import io.github.rolecall.SizeRules;

/** The size limits of all modules, applied to this module. */
class SizeTest extends SizeRules {}
