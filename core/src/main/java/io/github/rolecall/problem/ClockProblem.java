package io.github.rolecall.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** AWS does not take the time that this machine has for the right one. */
public sealed interface ClockProblem extends Problem {

  /**
   * AWS refused the time of a signature. The same call with a right time can succeed, so it is made
   * once more where the answer says what time it is.
   *
   * @param action the call, "sts:AssumeRole"
   * @param facts what AWS said, and what it was asked
   * @param clock what is known of the clock of this machine
   * @param learned whether the answer said something new of it
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html">IAM,
   *     elements of a signature</a>
   */
  record SignatureRefused(
      String action, List<Fact> facts, Optional<ClockSkew> clock, boolean learned)
      implements ClockProblem {
    private static final Set<String> CODES =
        Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

    private static final List<Remedy> UNKNOWN =
        Remedy.all(
            "Check the clock of this machine. No server returned its time, so Rolecall"
                + " could not compare the clock.");
    private static final List<Remedy> DELAYED =
        Remedy.all(
            "Check whether a proxy delays requests or rewrites responses: the clock of"
                + " this machine agrees with the Date of the response.");

    /** Whether this error, of whichever service of AWS, is about the time of a signature. */
    public static boolean isMeantBy(String awsCode, String message) {
      return CODES.contains(awsCode)
          || message.startsWith("Signature expired")
          || message.startsWith("Signature not yet current");
    }

    /**
     * Of a call to AWS.
     *
     * @param before what was known of the clock when it was signed
     * @param now what is known since it was answered
     */
    public static SignatureRefused of(
        String action, List<Fact> facts, Optional<ClockSkew> before, Optional<ClockSkew> now) {
      boolean learned = now.filter(skew -> skew.isNewsAfter(before)).isPresent();
      return new SignatureRefused(action, facts, now, learned);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("clock-skewed")
          .what("AWS rejected the signature of %s because of its time", action)
          .facts(facts)
          .because(clock.filter(ClockSkew::isSkewed))
          .remedies(clock.map(SignatureRefused::ifRight).orElse(UNKNOWN))
          .repeat(learned ? Repeat.AT_ONCE : Repeat.NEVER);
    }

    /** A clock that is right is not to be set. */
    private static List<Remedy> ifRight(ClockSkew clock) {
      return clock.isSkewed() ? List.of() : DELAYED;
    }
  }
}
