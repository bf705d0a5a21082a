package io.github.rolecall.input;

/** What the user set for one of several roles of a run. */
public record NamedInputs(String name, Inputs inputs) {}
