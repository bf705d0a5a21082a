package io.github.rolecall.policy.report;

/** A fact under its name. */
public record Entry(String name, String value) {}
