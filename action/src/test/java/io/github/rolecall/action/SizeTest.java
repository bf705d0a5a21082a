package io.github.rolecall.action;

import io.github.rolecall.SizeRules;

/** The size limits of all modules, applied to this module. */
class SizeTest extends SizeRules {}
