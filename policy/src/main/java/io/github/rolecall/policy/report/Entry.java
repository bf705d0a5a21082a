package io.github.rolecall.policy.report;

/** A name and a value. */
public record Entry(String name, String value) {}
