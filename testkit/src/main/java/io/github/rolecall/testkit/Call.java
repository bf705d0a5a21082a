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
 * @param name the STS action; or {@code oidc-token} for the token endpoint of a GitHub job, {@code
 *     discovery} and {@code jwks} for the documents of an issuer; the operations of IAM Identity
 *     Center, and {@code Authorize} and {@code Device} for its pages; or {@code unknown}
 * @param parameters as sent, in order; a {@code WebIdentityToken} is replaced by {@code <token>},
 *     secrets of SSO OIDC by {@code <secret>}
 * @param signedBy the access key id in the signature
 * @param signingRegion the region in the signature
 * @param sessionToken the session token that came with the signature
 * @param userAgent what the caller called itself
 * @param status the HTTP status of the answer, 0 if there was none
 * @param errorCode the code in an error of STS or of SSO OIDC
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

  /** Copies the parameters and keeps their order. */
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

  /** For logs, so without the session token. */
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
