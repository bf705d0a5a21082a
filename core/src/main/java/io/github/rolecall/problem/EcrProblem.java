package io.github.rolecall.problem;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** ECR issues no password for its registries. */
public sealed interface EcrProblem extends Problem {

  /**
   * What ECR was asked.
   *
   * @param action the operation, as permissions name it
   * @param identity whose credentials signed the call
   */
  record Call(String action, URI endpoint, String identity) {
    /** The facts of an error answer. */
    public List<Fact> facts(String awsCode, String message) {
      String said = Stream.of(awsCode, message).filter(part -> !part.isBlank()).toList().toString();
      return List.of(
          new Fact("AWS says", said.substring(1, said.length() - 1).replaceFirst(", ", ": ")),
          new Fact("identity", identity),
          new Fact("endpoint", endpoint.toString()));
    }
  }

  /** {@code AccessDeniedException}: no policy allows the call, or one denies it. */
  record Denied(Call call, String awsCode, String message) implements EcrProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("ecr-denied")
          .what("AWS denied %s", call.action())
          .facts(call.facts(awsCode, message))
          .remedy("Allow %s on the resource * in a policy of this identity.", call.action())
          .remedies(
              call.action().startsWith("ecr-public:")
                  ? Remedy.all("Allow sts:GetServiceBearerToken too, which ECR Public requires.")
                  : List.of())
          .remedy(
              "If a policy allows the call, find out what denies it: a session policy, a permissions"
                  + " boundary, a policy of the organization or of the VPC endpoint.");
    }
  }

  /** Any other answer without a password. */
  record Refused(Call call, int status, String awsCode, String message) implements EcrProblem {
    private static final Set<String> THROTTLED =
        Set.of(
            "ThrottlingException",
            "Throttling",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "LimitExceededException");

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("ecr-refused")
          .what("%s returned no password", call.action())
          .repeat(again())
          .fact("status", status)
          .facts(call.facts(awsCode, message))
          .remedy("Correct what AWS names. The other facts show the request.")
          .remedy(
              "If AWS names nothing, run the job again later, and check that the endpoint is one of"
                  + " ECR.");
    }

    private Repeat again() {
      return THROTTLED.contains(awsCode)
          ? Repeat.WHILE_TIME_IS_LEFT
          : status == 200 ? Repeat.BRIEFLY : Repeat.of(status);
    }
  }
}
