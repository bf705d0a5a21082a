package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.text.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what an answer of STS gives with what was asked. This is the one place that does, for
 * every role of a chain and of a profile, and the only one that makes a {@link Session}. What does
 * not pass fails with a {@link ProofProblem}, which shows no secret.
 */
public final class Proof {
  private static final String STS = "STS";
  private static final String ASSUMED_ROLE = "assumed-role/";

  private final StsCall call;
  private final Secrets secrets;

  /** Of the answer to this call, whoever may have put a secret into it. */
  Proof(StsCall call, Secrets secrets) {
    this.call = call;
    this.secrets = secrets;
  }

  /**
   * Credentials that a server near by gave: they can be used, and expire after its answer. Fails
   * with {@link ProofProblem.Malformed} or {@link ProofProblem.Ended}.
   */
  public static SessionCredentials answered(
      SessionCredentials credentials, String source, Http.Answer answer) {
    credentials.requireUsable(source);
    requireLaterEnd(credentials, answer.date(), source, Optional.empty());
    return credentials;
  }

  /**
   * The credentials of an answer: all parts are there, and they end after the answer's own date.
   * The clock of this machine may be wrong, so nothing is compared with it; where the answer has no
   * date, there is nothing to compare the end with. Fails with {@link ProofProblem.Malformed} or
   * {@link ProofProblem.Ended}.
   */
  SessionCredentials credentials(IssuedSession issued) {
    var credentials =
        new SessionCredentials(
            issued.accessKeyId(),
            new Secret(issued.secretAccessKey()),
            Optional.of(new Secret(issued.sessionToken())),
            issued.expiration());
    credentials.requireUsable(STS, Optional.of(call));
    if (issued.expiration().isEmpty()) {
      throw new CredentialsException(
          new ProofProblem.Malformed(
              STS, "expiration", "is missing or is not a time", Optional.of(call)));
    }
    requireLaterEnd(credentials, issued.date(), STS, Optional.of(call));
    return credentials;
  }

  private static void requireLaterEnd(
      SessionCredentials credentials,
      Optional<Instant> date,
      String source,
      Optional<StsCall> call) {
    Optional<Instant> end = credentials.expires();
    if (end.isPresent() && date.isPresent() && !end.get().isAfter(date.get())) {
      throw new CredentialsException(new ProofProblem.Ended(source, end.get(), date.get(), call));
    }
  }

  /**
   * Whom the answer names itself; empty when it names nobody, as services do that are compatible
   * with AWS and know no roles.
   */
  static Optional<CallerIdentity> named(IssuedSession issued) {
    return Optional.of(issued.arn())
        .filter(arn -> !arn.isBlank())
        .map(arn -> new CallerIdentity(Parts.of(arn).account(), arn, issued.assumedRoleId()));
  }

  /**
   * The session of a role, if that is whom the answer names. Names are compared to the letter, as
   * in the ARNs of AWS.
   *
   * @param asked the role; STS drops its path, some compatible services keep it
   * @throws CredentialsException with {@link ProofProblem.OtherIdentity}
   */
  Session ofRole(
      RoleArn asked, String sessionName, SessionCredentials credentials, CallerIdentity answered) {
    var differences = new ArrayList<Fact>();
    Parts parts = Parts.of(answered.arn());
    compare(differences, "partition", asked.partition(), parts.partition());
    compare(differences, "account", asked.account(), parts.account());
    if (!parts.role().equals(asked.path())) {
      compare(differences, "role name", asked.name(), parts.role());
    }
    compare(differences, "session name", sessionName, parts.session());
    // Some compatible services have ids without a session name; the ARN says whose session it is.
    if (answered.userId().contains(":") && !answered.userId().endsWith(":" + sessionName)) {
      differences.add(
          Fact.difference("id", "<id of the role>:" + sessionName, id(answered.userId())));
    }
    if (!differences.isEmpty()) {
      throw new CredentialsException(
          new ProofProblem.OtherIdentity(call, List.copyOf(differences), answered));
    }
    return new Session(credentials, answered);
  }

  private void compare(List<Fact> differences, String name, String asked, String answered) {
    if (!asked.equals(answered)) {
      differences.add(Fact.difference(name, asked, shown(answered)));
    }
  }

  /**
   * Of what is no id, nothing is shown: a server that mixes up fields may have put a secret there.
   */
  private String id(String userId) {
    return userId.matches("\\w{1,128}:[\\w+=,.@-]{1,64}") ? secrets.shown(userId) : "none";
  }

  private String shown(String value) {
    return value.isBlank() ? "none" : secrets.shown(value);
  }

  /**
   * Keys, if the answer to {@code GetCallerIdentity}, of this date, says whose they are. Fails with
   * {@link ProofProblem.Unproven} or {@link ProofProblem.Ended}.
   */
  Session ofKeys(SessionCredentials credentials, CallerIdentity answered, Optional<Instant> date) {
    String account = Parts.of(answered.arn()).account();
    if (account.isBlank() || !account.equals(answered.account())) {
      throw new CredentialsException(
          new ProofProblem.Unproven(
              call,
              "the response has the account %s and the ARN %s"
                  .formatted(shown(answered.account()), shown(answered.arn()))));
    }
    requireLaterEnd(credentials, date, STS, Optional.of(call));
    return new Session(credentials, answered);
  }

  /**
   * The parts of {@code arn:partition:sts::account:assumed-role/name/session}, each blank where the
   * ARN is another one.
   *
   * @param role the name, after its path if there is one
   */
  private record Parts(String partition, String account, String role, String session) {
    private static Parts of(String arn) {
      String[] parts = arn.split(":", 6);
      if (parts.length < 6 || !parts[0].equals("arn")) {
        return new Parts("", "", "", "");
      }
      String resource = parts[5];
      int end = resource.lastIndexOf('/');
      boolean session =
          parts[2].equals("sts")
              && parts[3].isEmpty()
              && resource.startsWith(ASSUMED_ROLE)
              && end >= ASSUMED_ROLE.length();
      return new Parts(
          parts[1],
          parts[4],
          session ? resource.substring(ASSUMED_ROLE.length(), end) : "",
          session ? resource.substring(end + 1) : "");
    }
  }
}
