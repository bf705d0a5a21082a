package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.element;
import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The IAM operation GetRole, for callers in the account of the role. Every identity may call it.
 *
 * @param directory the roles
 * @param signatures identifies the caller
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html">IAM,
 *     GetRole</a>
 */
record GetRole(Directory directory, SignatureCheck signatures) implements StsOperation {
  static final String VERSION = "2010-05-08";

  @Override
  public String result(Parameters parameters, Request http) {
    Identity caller = signatures.identify(http, "iam");
    String name = parameters.get("RoleName").orElse("");
    Role role =
        directory.roles().stream()
            .filter(known -> known.arn().account().equals(caller.arn().account()))
            .filter(known -> known.arn().resource().replaceFirst(".*/", "").equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(
                        404, "NoSuchEntity", "The role with name " + name + " cannot be found."));
    return element(
        "Role",
        text("RoleName", name)
            + text("Arn", role.arn().toString())
            + text(
                "AssumeRolePolicyDocument",
                // IAM encodes spaces as %20, according to RFC 3986.
                URLEncoder.encode(role.trust().document(), StandardCharsets.UTF_8)
                    .replace("+", "%20"))
            + text("MaxSessionDuration", String.valueOf(role.maxSessionDuration().toSeconds())));
  }
}
