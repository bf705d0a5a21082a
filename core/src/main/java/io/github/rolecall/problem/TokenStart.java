package io.github.rolecall.problem;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A token that was not valid yet when AWS answered: the clock of its issuer is wrong.
 *
 * @param from the later one of its {@code iat} and {@code nbf}
 */
record TokenStart(Instant from, ClockSkew clock) {
  /**
   * Returns the start of the token of this call; empty if it was valid, or if the time of AWS is
   * unknown.
   */
  static Optional<TokenStart> of(StsCall call) {
    Optional<Instant> from =
        call.claims().stream()
            .flatMap(claims -> Stream.of("iat", "nbf").flatMap(name -> claims.time(name).stream()))
            .max(Comparator.naturalOrder());
    return call.clock()
        .filter(clock -> from.filter(start -> start.isAfter(clock.theirs())).isPresent())
        .map(clock -> new TokenStart(from.orElseThrow(), clock));
  }

  Diagnosis in(Diagnosis diagnosis) {
    Diagnosis told =
        diagnosis.fact("valid from", from + " (STS answered at " + clock.theirs() + ")");
    // A token that was issued on this machine has the time of its clock.
    return clock.hidesStart(from)
        ? told.because(Optional.of(clock))
        : told.remedy("Set the clock of the token's issuer: it is ahead of the clock of AWS.");
  }
}
