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
 * @param expiration when they end, in whole seconds
 * @param role the role
 * @param arn the session's ARN
 * @param tags the session's tags
 * @param sourceIdentity who stands behind the session, if that was said
 */
record Session(
    SessionKey key,
    Instant expiration,
    Role role,
    Arn arn,
    SessionTags tags,
    Optional<String> sourceIdentity) {

  /** The role's unique identifier and the session's name. */
  String id() {
    return role.id() + ":" + arn.name();
  }

  /** The elements {@code AssumedRoleUser} and {@code Credentials} of an answer. */
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
