package io.github.rolecall.problem;

/**
 * Secrets that a CI system does not give to this run: where a job names them, they are blank.
 *
 * @param reason why, in one sentence without a full stop
 * @param instead what to do, in that CI system
 */
public record Withheld(String reason, String instead) {}
