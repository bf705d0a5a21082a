package io.github.rolecall.maven;

import io.github.rolecall.SizeRules;

/** Runs the size rules of all modules for this module. */
class SizeTest extends SizeRules {}
