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
 * An answer gave credentials, but they are not those that were asked for, or nobody can use them.
 * Asking again would get the same answer. Nothing was exported.
 */
public sealed interface ProofProblem extends Problem {

  /** The session belongs to another identity than the one that was asked for: what differs. */
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

    /** The ARN of the role with the name as the answer has it, where only capitals differ. */
    private Optional<String> spelling() {
      String[] parts = answered.arn().split("/", -1);
      String name = parts.length < 3 ? "" : parts[parts.length - 2];
      return call.role()
          .filter(arn -> arn.name().equalsIgnoreCase(name) && !arn.name().equals(name))
          .filter(arn -> differences.size() == 1)
          .map(arn -> arn.toString().replaceFirst("[^/]*$", name));
    }
  }

  /** Nothing says for certain whose credentials these are; the reason is what is missing. */
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
   * @param call the question, where STS was asked
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
   * The credentials had expired when the answer was written, by the clock of who wrote it.
   *
   * @param service who gave the credentials, or says whose they are
   * @param call the question, where STS was asked
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

  /** The server that answered, and what to do if it is not the one that was meant. */
  final class Server {
    private Server() {}

    /** What it was asked. The token and who signed have no part in what it answered. */
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
