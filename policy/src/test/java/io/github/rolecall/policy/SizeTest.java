package io.github.rolecall.policy;

import io.github.rolecall.SizeRules;

/** Runs the size rules of all modules for this module. */
class SizeTest extends SizeRules {}
