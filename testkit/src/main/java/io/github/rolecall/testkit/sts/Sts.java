package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.testkit.oidc.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A simulator of STS. It finds and executes the operation, and wraps the result or the error in
 * XML.
 */
public final class Sts {
  private static final String VERSION = "2011-06-15";

  private final Sessions sessions;
  private final SignatureCheck signatures;
  private final Map<String, StsOperation> operations;

  /**
   * @param directory the roles, users and OIDC providers
   * @param keys fetches the public keys of issuers
   * @param packedSizeLimit the packed size limit of session policies and session tags, in bytes
   * @param clock the clock of AWS
   * @param tolerance the permitted clock skew of a signature
   * @param longestSession the maximum duration of all sessions
   */
  public Sts(
      Directory directory,
      SigningKeys keys,
      int packedSizeLimit,
      Clock clock,
      Duration tolerance,
      Duration longestSession) {
    this.sessions = new Sessions(clock, longestSession);
    this.signatures = new SignatureCheck(directory, sessions, clock, tolerance);
    PackedSize packedSize = new PackedSize(packedSizeLimit);
    TokenCheck tokens = new TokenCheck(directory, keys, clock);
    this.operations =
        Map.of(
            "AssumeRole",
                new AssumeRole(directory, signatures, sessions, packedSize, new MfaCheck()),
            "AssumeRoleWithWebIdentity",
                new AssumeRoleWithWebIdentity(directory, tokens, sessions, packedSize),
            "GetCallerIdentity", new GetCallerIdentity(signatures),
            "GetRole", new GetRole(directory, signatures));
  }

  /** The response to one call. */
  public Response answer(Request request) {
    String requestId = UUID.randomUUID().toString();
    try {
      Parameters parameters = Parameters.of(request);
      return Xml.success(
          parameters.action(), operation(parameters).result(parameters, request), requestId);
    } catch (Refusal refusal) {
      return refusal.response(requestId);
    }
  }

  /**
   * Returns credentials for a permission set of IAM Identity Center, as the access portal does.
   * They belong to a role that only the access portal can assume.
   *
   * @return {@code accessKeyId}, {@code secretAccessKey}, {@code sessionToken}, and {@code
   *     expiration} in milliseconds
   */
  public Map<String, Object> ofPermissionSet(String account, String name) {
    Role role =
        Role.of(
            "arn:aws:iam::"
                + account
                + ":role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_"
                + name
                + "_0123456789abcdef",
            "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRoleWithSAML\","
                + " \"Principal\": {\"AWS\": \"*\"}}}");
    Session session =
        sessions.issue(
            new SessionRequest(role.arn().toString(), "jane", Duration.ofHours(1)),
            role,
            SessionTags.none(),
            Optional.empty());
    Map<String, Object> credentials = new LinkedHashMap<>();
    credentials.put("accessKeyId", session.key().accessKeyId());
    credentials.put("secretAccessKey", session.key().secretAccessKey());
    credentials.put("sessionToken", session.key().sessionToken());
    credentials.put("expiration", session.expiration().toEpochMilli());
    return credentials;
  }

  /**
   * Identifies the caller of a request for another service.
   *
   * @param service the service name in signatures, such as {@code ecr}
   * @throws Refusal when the signature is missing or invalid
   */
  public Arn signer(Request request, String service) {
    return signatures.identify(request, service).arn();
  }

  /** The secrets of all sessions so far. */
  public List<String> secrets() {
    return sessions.secrets();
  }

  private StsOperation operation(Parameters parameters) {
    String action = parameters.action();
    if (action.isEmpty()) {
      throw Refusal.dispatch(
          "MissingAction", "The request is missing an action or a required parameter.");
    }
    StsOperation operation = operations.get(action);
    String version = parameters.get("Version").orElse("NO_VERSION_SPECIFIED");
    String expected = operation instanceof GetRole ? GetRole.VERSION : VERSION;
    if (operation == null || !version.equals(expected)) {
      throw Refusal.dispatch(
          "InvalidAction", "Could not find operation " + action + " for version " + version);
    }
    return operation;
  }
}
