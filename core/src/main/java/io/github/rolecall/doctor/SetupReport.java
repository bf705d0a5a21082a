package io.github.rolecall.doctor;

import io.github.rolecall.problem.Fact;
import java.util.List;

/**
 * What is configured, for people and for scripts.
 *
 * @param files the AWS files, each with its state
 * @param profiles each with the way to its credentials
 * @param variables of AWS that are set; nothing of a secret is in them
 * @param surroundings CI system, token, clock
 * @param identities for each way in, whose credentials it would use, and why
 * @param findings what is broken or risky, the worst first
 */
public record SetupReport(
    List<Fact> files,
    List<Fact> profiles,
    List<Fact> variables,
    List<Fact> surroundings,
    List<Fact> identities,
    List<SetupFinding> findings) {

  /** Whether something cannot work. */
  public boolean isBroken() {
    return findings.stream().anyMatch(found -> found.level() == SetupFinding.Level.ERROR);
  }
}
