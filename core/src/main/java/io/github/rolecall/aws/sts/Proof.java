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
 * Compares the answer of STS with the request. Every role of a chain and of a profile is checked
 * here, and nothing else makes a {@link Session}. A mismatch fails with a {@link ProofProblem},
 * which shows no secret.
 */
public final class Proof {
  private static final String STS = "STS";
  private static final String ASSUMED_ROLE = "assumed-role/";

  private final StsCall call;
  private final Secrets secrets;

  /**
   * Checks the answer to this call. The secrets are not shown, wherever the answer contains them.
   */
  Proof(StsCall call, Secrets secrets) {
    this.call = call;
    this.secrets = secrets;
  }

  /**
   * Checks credentials from a local server: they are usable, and expire after its answer. Fails
   * with {@link ProofProblem.Malformed} or {@link ProofProblem.Ended}.
   */
  public static SessionCredentials answered(
      SessionCredentials credentials, String source, Http.Answer answer) {
    credentials.requireUsable(source);
    requireLaterEnd(credentials, answer.date(), source, Optional.empty());
    return credentials;
  }

  /**
   * Returns the credentials of an answer, if they are complete and expire after its date. The clock
   * of this machine may be wrong, so it is not used. If the answer has no date, the expiry is not
   * checked. Fails with {@link ProofProblem.Malformed} or {@link ProofProblem.Ended}.
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
   * Returns the identity in the answer; empty when there is none, as with AWS-compatible services
   * that have no roles.
   */
  static Optional<CallerIdentity> named(IssuedSession issued) {
    return Optional.of(issued.arn())
        .filter(arn -> !arn.isBlank())
        .map(arn -> new CallerIdentity(Parts.of(arn).account(), arn, issued.assumedRoleId()));
  }

  /**
   * Returns the session of a role, if the answer names that role. The comparison of names is
   * case-sensitive, as in the ARNs of AWS.
   *
   * @param asked the requested role; STS drops its path, some compatible services keep it
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
    // In some compatible services the user id has no session name; the ARN contains it.
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

  /** Hides an invalid id: a server that mixes up fields may have put a secret there. */
  private String id(String userId) {
    return userId.matches("\\w{1,128}:[\\w+=,.@-]{1,64}") ? secrets.shown(userId) : "none";
  }

  private String shown(String value) {
    return value.isBlank() ? "none" : secrets.shown(value);
  }

  /**
   * Returns a session of keys, if the answer to {@code GetCallerIdentity}, of this date, contains
   * their identity. Fails with {@link ProofProblem.Unproven} or {@link ProofProblem.Ended}.
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
   * The parts of {@code arn:partition:sts::account:assumed-role/name/session}; each is empty for
   * any other ARN.
   *
   * @param role the role name, after its path if there is one
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
