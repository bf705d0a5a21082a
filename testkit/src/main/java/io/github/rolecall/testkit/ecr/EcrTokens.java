package io.github.rolecall.testkit.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.sts.Authorization;
import io.github.rolecall.testkit.sts.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator of GetAuthorizationToken for private registries and for the public registry, in the
 * protocol JSON 1.1. Every identity may call it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">
 *     ECR, GetAuthorizationToken</a>
 */
public final class EcrTokens {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final Duration VALIDITY = Duration.ofHours(12);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a password grants: an identity in a Region, or in the public registry, until a time. */
  private record Grant(Arn identity, String place, Instant end) {}

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final BiFunction<Request, String, Arn> signer;
  private final Clock clock;
  private final Consumer<String> secrets;

  /**
   * @param signer returns the identity that signed a request for a service
   * @param clock the clock of AWS
   * @param secrets receives each password
   */
  public EcrTokens(BiFunction<Request, String, Arn> signer, Clock clock, Consumer<String> secrets) {
    this.signer = signer;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** The response of ECR in a Region. */
  public Response ofPrivate(Request request) {
    return answered(
        request,
        "ecr",
        (identity, region) -> {
          Map<String, Object> data = data(identity, region);
          data.put(
              "proxyEndpoint",
              "https://" + identity.account() + ".dkr.ecr." + region + ".amazonaws.com");
          return Map.of("authorizationData", List.of(data));
        });
  }

  /** The response of ECR Public, which exists only in us-east-1. */
  public Response ofPublic(Request request) {
    return answered(
        request,
        "ecr-public",
        (identity, region) -> {
          if (!region.equals("us-east-1")) {
            throw new EcrError(
                "InvalidSignatureException", "Credential should be scoped to a valid region. ");
          }
          return Map.of("authorizationData", data(identity, "public"));
        });
  }

  private Response answered(
      Request request, String service, BiFunction<Arn, String, Map<String, ?>> answer) {
    try {
      Arn identity = signer.apply(request, service);
      if (!request.headers().first("content-type").equals(Optional.of(CONTENT_TYPE))
          || !JsonMapper.shared().readTree(request.bodyBytes()).isObject()) {
        throw new EcrError("SerializationException", "The body is not a JSON object");
      }
      String region = Authorization.of(request).orElseThrow().region();
      return Response.of(
          200,
          CONTENT_TYPE,
          JsonMapper.shared().writeValueAsString(answer.apply(identity, region)));
    } catch (Refusal refusal) {
      return EcrError.of(refusal).response();
    } catch (EcrError error) {
      return error.response();
    }
  }

  /** The expiration is in seconds since 1970 with a fraction, as in AWS. */
  private Map<String, Object> data(Arn identity, String place) {
    byte[] random = new byte[1200];
    RANDOM.nextBytes(random);
    // The password contains a colon, because clients must split only at the first one.
    String password = "eyJwYXlsb2FkIjoi:" + Base64.getEncoder().encodeToString(random);
    Instant end = clock.instant().plus(VALIDITY);
    grants.put(password, new Grant(identity, place, end));
    secrets.accept(password);
    String token = Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(UTF_8));
    secrets.accept(token);
    var data = new LinkedHashMap<String, Object>();
    data.put("authorizationToken", token);
    data.put("expiresAt", end.toEpochMilli() / 1000.0);
    return data;
  }

  /**
   * The identity that sent a request to a registry; empty if the request has no valid token for it.
   *
   * @param place the Region, or {@code public}
   */
  Optional<Arn> bearer(Request request, String place) {
    return request
        .headers()
        .first("authorization")
        .filter(header -> header.startsWith("Basic "))
        .map(header -> new String(Base64.getDecoder().decode(header.substring(6)), UTF_8))
        .filter(pair -> pair.startsWith("AWS:"))
        .flatMap(pair -> Optional.ofNullable(grants.get(pair.substring(4))))
        .filter(grant -> grant.place().equals(place) && clock.instant().isBefore(grant.end()))
        .map(Grant::identity);
  }
}
