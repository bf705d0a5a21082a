package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Reply;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.sts.Authorization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call that {@link FakeAws} received.
 *
 * @param name the STS action; {@code oidc-token} for the token endpoint of a GitHub job; {@code
 *     discovery} or {@code jwks} for the documents of an issuer; the operation of IAM Identity
 *     Center, or {@code Authorize} or {@code Device} for its pages; otherwise {@code unknown}
 * @param parameters the parameters in the order in which they were sent; {@code <token>} replaces a
 *     {@code WebIdentityToken}, {@code <secret>} replaces secrets of SSO OIDC
 * @param signedBy the access key id in the signature
 * @param signingRegion the region in the signature
 * @param sessionToken the session token of the signed request
 * @param userAgent the {@code User-Agent} header
 * @param status the HTTP status of the response, 0 if there was no response
 * @param errorCode the error code in a response of STS or of SSO OIDC
 */
public record Call(
    String name,
    Map<String, String> parameters,
    Optional<String> signedBy,
    Optional<String> signingRegion,
    Optional<String> sessionToken,
    Optional<String> userAgent,
    int status,
    Optional<String> errorCode) {
  private static final Pattern CODE =
      Pattern.compile("<Code>([^<]*)</Code>|\"(?:error|__type)\":\"([^\"]*)\"");

  public Call {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  static Call of(Operation operation, Request request, Reply reply) {
    Optional<Authorization> authorization = Authorization.of(request);
    Matcher code = CODE.matcher(reply.body());
    return new Call(
        operation.name(),
        operation.parameters(),
        authorization.map(Authorization::accessKeyId),
        authorization.map(Authorization::region),
        request.headers().first("x-amz-security-token"),
        request.headers().first("user-agent"),
        reply.status(),
        reply.status() >= 400 && code.find()
            ? Optional.ofNullable(code.group(1)).or(() -> Optional.of(code.group(2)))
            : Optional.empty());
  }

  /** Omits the session token, because this text goes to logs. */
  @Override
  public String toString() {
    return name
        + " "
        + (status == 0 ? "no answer" : String.valueOf(status))
        + errorCode.map(code -> " " + code).orElse("")
        + signedBy.map(key -> " signed by " + key).orElse("")
        + " "
        + parameters;
  }
}
