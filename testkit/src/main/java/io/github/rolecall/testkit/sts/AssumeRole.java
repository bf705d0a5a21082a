package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.iam.Role;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The operation AssumeRole. It evaluates only the trust policy of the role: every identity here has
 * the permission to call STS.
 *
 * @param directory the roles
 * @param signatures identifies the caller
 * @param sessions stores the issued credentials
 * @param packedSize the packed size limit of session policies and session tags
 * @param mfa checks MFA codes
 */
record AssumeRole(
    Directory directory,
    SignatureCheck signatures,
    Sessions sessions,
    PackedSize packedSize,
    MfaCheck mfa)
    implements StsOperation {
  private static final String EXTERNAL_ID = "[\\w+=,.@:\\/-]*";
  private static final String SERIAL_NUMBER = "[\\w+=/:,.@-]*";

  @Override
  public String result(Parameters parameters, Request http) {
    Identity identity = signatures.identify(http);
    Constraints constraints = new Constraints();
    SessionRequest request = SessionRequest.read(parameters, constraints);
    Optional<String> externalId = parameters.get("ExternalId");
    Optional<String> asked = parameters.get("SourceIdentity");
    constraints
        .text("externalId", externalId, 2, 1224, EXTERNAL_ID)
        .text("sourceIdentity", asked, 2, 64, SessionRequest.NAME)
        .text("serialNumber", parameters.get("SerialNumber"), 9, 256, SERIAL_NUMBER)
        .text("tokenCode", parameters.get("TokenCode"), 6, 6, "[\\d]*");
    SessionPolicies policies = SessionPolicies.read(parameters, constraints);
    SessionTags tags = SessionTags.read(parameters, constraints).after(identity.inheritedTags());
    Arn roleArn = request.role();
    checkCaller(identity);
    policies.check();
    Optional<String> sourceIdentity = sourceIdentity(identity, asked);
    RequestContext caller = mfa.context(identity, parameters);

    RequestContext context =
        tags.addTo(caller)
            .with("sts:RoleSessionName", request.sessionName())
            .with("sts:ExternalId", externalId.stream().toList())
            .with("sts:SourceIdentity", sourceIdentity.stream().toList());
    Role role = requireTrust(identity, roleArn, "sts:AssumeRole", context);
    if (!tags.isEmpty()) {
      requireTrust(identity, roleArn, "sts:TagSession", context);
    }
    if (sourceIdentity.isPresent()) {
      requireTrust(identity, roleArn, "sts:SetSourceIdentity", context);
    }
    request.checkDuration(role, identity.isRole());
    OptionalInt percent = packedSize.of(policies, tags);
    return sessions.issue(request, role, tags, sourceIdentity).xml()
        + (percent.isPresent() ? text("PackedPolicySize", String.valueOf(percent.getAsInt())) : "");
  }

  private static void checkCaller(Identity identity) {
    if (identity.isRoot()) {
      throw Refusal.accessDenied("Roles may not be assumed by root accounts.");
    }
  }

  /** A source identity applies to the whole role chain, and later roles cannot change it. */
  private static Optional<String> sourceIdentity(Identity identity, Optional<String> asked) {
    if (identity.sourceIdentity().isPresent()
        && asked.isPresent()
        && !asked.equals(identity.sourceIdentity())) {
      throw Refusal.validation("The source identity is already set for this assume role session");
    }
    return asked.or(identity::sourceIdentity);
  }

  private Role requireTrust(Identity identity, Arn roleArn, String action, RequestContext context) {
    return directory
        .role(roleArn)
        .filter(role -> role.trust().allows(identity.caller(), action, context))
        .orElseThrow(
            () ->
                Refusal.accessDenied(
                    "User: %s is not authorized to perform: %s on resource: %s"
                        .formatted(identity.arn(), action, roleArn)));
  }
}
