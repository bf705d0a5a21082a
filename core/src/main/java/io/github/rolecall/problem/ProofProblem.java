package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Partition;
import io.github.rolecall.option.Input;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer contains credentials, but they are unusable or not the requested ones. A retry would
 * get the same answer. Nothing was exported.
 */
public sealed interface ProofProblem extends Problem {

  /** The session belongs to another identity than the requested one. The differences are listed. */
  record OtherIdentity(StsCall call, List<Fact> differences, CallerIdentity answered)
      implements ProofProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("identity-differs")
          .what("sts:%s returned a session of another identity", call.action())
          .facts(differences)
          .fact("identity", answered.arn().startsWith("arn:") ? answered.arn() : "(no ARN)")
          .facts(Server.asked(call))
          .remedies(spelling().stream().map(OtherIdentity::written).toList())
          .remedies(Server.remedies(call));
    }

    private static Remedy written(String arn) {
      return Remedy.of(
          "Write the role with the same upper and lower case as AWS: %s",
          assign(Input.ROLE_TO_ASSUME, arn));
    }

    /** Returns the ARN of the role with the name in the answer, if only its letter case differs. */
    private Optional<String> spelling() {
      String[] parts = answered.arn().split("/", -1);
      String name = parts.length < 3 ? "" : parts[parts.length - 2];
      return call.role()
          .filter(arn -> arn.name().equalsIgnoreCase(name) && !arn.name().equals(name))
          .filter(arn -> differences.size() == 1)
          .map(arn -> arn.toString().replaceFirst("[^/]*$", name));
    }
  }

  /** The identity of these credentials is not confirmed; the reason says what is missing. */
  record Unproven(StsCall call, String reason) implements ProofProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("identity-unproven", "Could not verify whose credentials these are")
          .fact("reason", reason)
          .facts(Server.asked(call))
          .remedies(Server.remedies(call))
          .remedy(
              "An AWS-compatible service must return the role and the session in"
                  + " AssumedRoleUser, or support sts:GetCallerIdentity.");
    }
  }

  /**
   * A part of the credentials is missing, or has characters that no AWS credentials have.
   *
   * @param part which part, without its value
   * @param call the call, if STS answered
   */
  record Malformed(String service, String part, String flaw, Optional<StsCall> call)
      implements ProofProblem {
    @Override
    public Diagnosis diagnosis() {
      var atItsSource =
          Remedy.of(
              "Correct the %s at its source: AWS credentials are printable ASCII"
                  + " characters without spaces and line breaks.",
              part);
      return Diagnosis.of("credentials-malformed")
          .what("The credentials from %s are invalid", service)
          .fact(part, flaw)
          .facts(call.map(Server::asked).orElse(List.of()))
          .remedies(call.map(Server::remedies).orElse(List.of(atItsSource)));
    }
  }

  /**
   * The credentials had expired when the answer was written, by the clock of the server.
   *
   * @param service who issued the credentials or returned their identity
   * @param call the call, if STS answered
   */
  record Ended(String service, Instant expiration, Instant date, Optional<StsCall> call)
      implements ProofProblem {
    @Override
    public Diagnosis diagnosis() {
      boolean ofRole = call.flatMap(StsCall::role).isPresent();
      return Diagnosis.of("session-expired")
          .what("The credentials had already expired when %s responded", service)
          .fact(
              "expiration",
              expiration + " (expected: after " + date + ", the Date of the response)")
          .facts(call.map(Server::asked).orElse(List.of()))
          .remedies(ofRole ? List.of() : Remedy.all("Get new credentials from the same source."))
          .remedies(call.map(Server::remedies).orElse(List.of()));
    }
  }

  /** Describes the server that answered, and what to do if it is the wrong one. */
  final class Server {
    private Server() {}

    /**
     * Lists the facts of the call. The token and the signing keys had no influence on the answer.
     */
    private static List<Fact> asked(StsCall call) {
      return call.facts().stream()
          .filter(fact -> fact.name().equals("role") || fact.name().equals("request"))
          .toList();
    }

    private static List<Remedy> remedies(StsCall call) {
      return isOfAws(call.endpoint())
          ? List.of(
              Remedy.of(
                  "Check which server responds at %s: check DNS, and the proxy in %s"
                      + " or HTTPS_PROXY.",
                  call.endpoint(), Input.HTTP_PROXY),
              Remedy.of(
                  "Report it to the administrators of the network: the response does"
                      + " not come from AWS."))
          : List.of(
              Remedy.of(
                  "Check the endpoint %s: it does not belong to AWS. %s,"
                      + " AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL or a profile sets it.",
                  call.endpoint(), Input.STS_ENDPOINT),
              Remedy.of("To use AWS itself, remove that setting."));
    }

    static boolean isOfAws(String endpoint) {
      String host = endpoint.replaceFirst("^https?://", "").replaceFirst("[:/].*$", "");
      return Stream.concat(
              Stream.of(Partition.values()).map(Partition::domain), Stream.of("api.aws"))
          .anyMatch(domain -> host.toLowerCase(Locale.ROOT).endsWith("." + domain));
    }
  }
}
