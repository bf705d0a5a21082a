package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The session in an answer of STS, before {@link Proof} checks whether it is complete and the one
 * that was requested. Missing parts are empty.
 *
 * @param date when the answer was written, by the clock of the server
 */
record IssuedSession(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Optional<Instant> expiration,
    String arn,
    String assumedRoleId,
    Optional<Instant> date) {
  /**
   * Parses an answer to this action of STS, without checking it; empty when it is no such answer.
   */
  static Optional<IssuedSession> of(String action, Http.Answer said) {
    String result = action + "Response/" + action + "Result";
    String issued = result + "/Credentials/";
    String user = result + "/AssumedRoleUser/";
    return QueryAnswer.parse(said.body())
        .filter(answer -> answer.has(result))
        .map(
            answer ->
                new IssuedSession(
                    answer.exactText(issued + "AccessKeyId"),
                    answer.exactText(issued + "SecretAccessKey"),
                    answer.exactText(issued + "SessionToken"),
                    instant(answer.text(issued + "Expiration")),
                    answer.text(user + "Arn"),
                    answer.text(user + "AssumedRoleId"),
                    said.date()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Omits the credentials. */
  @Override
  public String toString() {
    return arn;
  }
}
