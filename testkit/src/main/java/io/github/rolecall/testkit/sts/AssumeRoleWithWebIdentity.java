package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Caller;
import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.iam.Role;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The operation AssumeRoleWithWebIdentity. The call needs no signature, and a signature is ignored.
 *
 * @param directory the roles
 * @param tokens checks the token
 * @param sessions stores the issued credentials
 * @param packedSize the packed size limit of session policies and session tags
 */
record AssumeRoleWithWebIdentity(
    Directory directory, TokenCheck tokens, Sessions sessions, PackedSize packedSize)
    implements StsOperation {

  @Override
  public String result(Parameters parameters, Request http) {
    Constraints constraints = new Constraints();
    SessionRequest request = SessionRequest.read(parameters, constraints);
    String token =
        constraints.requiredSecret(
            "webIdentityToken", parameters.get("WebIdentityToken"), 4, 20_000);
    constraints.text("providerId", parameters.get("ProviderId"), 4, 2048, Constraints.ANYTHING);
    SessionPolicies policies = SessionPolicies.read(parameters, constraints);
    constraints.enforce();
    Arn roleArn = request.role();
    policies.check();

    VerifiedToken verified = tokens.check(token, roleArn);
    Role role = authorize(roleArn, request, verified);
    request.checkDuration(role, false);
    OptionalInt percent = packedSize.of(policies, verified.tags());
    Session session = sessions.issue(request, role, verified.tags(), verified.sourceIdentity());
    return text("SubjectFromWebIdentityToken", verified.subject())
        + text("Audience", verified.audience())
        + session.xml()
        + text("Provider", verified.provider().arn(roleArn.partition()).toString())
        + (percent.isPresent() ? text("PackedPolicySize", String.valueOf(percent.getAsInt())) : "");
  }

  /**
   * Returns the role if it trusts the token. The error for a role that does not exist is the same
   * as for a role that does not trust the token.
   */
  private Role authorize(Arn roleArn, SessionRequest request, VerifiedToken token) {
    Caller caller = new Caller.Federated(token.provider().arn(roleArn.partition()));
    SessionTags tags = token.tags();
    RequestContext context =
        tags.addTo(token.context(roleArn.partition()))
            .with("sts:RoleSessionName", request.sessionName())
            .with("sts:SourceIdentity", token.sourceIdentity().stream().toList());
    Optional<Role> role = directory.role(roleArn);
    requireTrust(role, caller, "sts:AssumeRoleWithWebIdentity", context);
    if (!tags.isEmpty()) {
      requireTrust(role, caller, "sts:TagSession", context);
    }
    if (token.sourceIdentity().isPresent()) {
      requireTrust(role, caller, "sts:SetSourceIdentity", context);
    }
    return role.orElseThrow();
  }

  private static void requireTrust(
      Optional<Role> role, Caller caller, String action, RequestContext context) {
    if (role.filter(known -> known.trust().allows(caller, action, context)).isEmpty()) {
      throw Refusal.accessDenied("Not authorized to perform " + action);
    }
  }
}
