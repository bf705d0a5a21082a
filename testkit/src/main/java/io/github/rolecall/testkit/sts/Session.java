package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.element;
import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of a role and its credentials.
 *
 * @param key the credentials
 * @param expiration the expiration of the credentials, without fractions of a second
 * @param role the role
 * @param arn the ARN of the session
 * @param tags the session tags
 * @param sourceIdentity the source identity, if one is set
 */
record Session(
    SessionKey key,
    Instant expiration,
    Role role,
    Arn arn,
    SessionTags tags,
    Optional<String> sourceIdentity) {

  /** The unique identifier of the role and the session name. */
  String id() {
    return role.id() + ":" + arn.name();
  }

  /**
   * The elements {@code AssumedRoleUser}, {@code Credentials} and {@code SourceIdentity} of a
   * response.
   */
  String xml() {
    return element("AssumedRoleUser", text("Arn", arn.toString()) + text("AssumedRoleId", id()))
        + element(
            "Credentials",
            text("AccessKeyId", key.accessKeyId())
                + text("SecretAccessKey", key.secretAccessKey())
                + text("SessionToken", key.sessionToken())
                + text("Expiration", expiration.toString()))
        + sourceIdentity.map(identity -> text("SourceIdentity", identity)).orElse("");
  }
}
