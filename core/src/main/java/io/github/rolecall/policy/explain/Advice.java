package io.github.rolecall.policy.explain;

import java.util.List;

/**
 * What the token itself says about a refusal.
 *
 * @param causes what to look at, the likeliest first
 * @param trustPolicy the policy that would let exactly this job in, in JSON
 */
public record Advice(List<String> causes, String trustPolicy) {}
