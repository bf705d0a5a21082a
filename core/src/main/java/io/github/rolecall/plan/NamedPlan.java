package io.github.rolecall.plan;

/** The plan for one of several roles of a run. */
public record NamedPlan(String name, Plan plan) {}
