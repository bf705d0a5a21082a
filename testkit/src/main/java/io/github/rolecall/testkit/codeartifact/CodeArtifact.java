package io.github.rolecall.testkit.codeartifact;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.sts.Authorization;
import io.github.rolecall.testkit.sts.Parameters;
import io.github.rolecall.testkit.sts.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator of GetAuthorizationToken and GetRepositoryEndpoint. Every domain and repository
 * exists in every account, unless its name begins with {@code missing}. Those whose names begin
 * with {@code denied} deny access to everyone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html">CodeArtifact,
 *     GetAuthorizationToken</a>
 */
public final class CodeArtifact {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a token grants: access to a domain, which includes its owner and Region, until a time. */
  private record Grant(String domain, Instant end) {}

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final BiFunction<Request, String, Arn> signer;
  private final Clock clock;
  private final Consumer<String> secrets;
  private volatile Duration longest = LONGEST;

  /**
   * @param signer returns the identity that signed a request for a service
   * @param clock the clock of AWS
   * @param secrets receives each token
   */
  public CodeArtifact(
      BiFunction<Request, String, Arn> signer, Clock clock, Consumer<String> secrets) {
    this.signer = signer;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * Limits the lifetime of all tokens. AWS permits no lifetime under 15 minutes, but a test cannot
   * wait that long.
   */
  public void longestToken(Duration value) {
    longest = value;
  }

  /** The response to GetAuthorizationToken. */
  public Response getAuthorizationToken(Request request) {
    return answered(request, this::token);
  }

  /** The response to GetRepositoryEndpoint. */
  public Response getRepositoryEndpoint(Request request) {
    return answered(request, CodeArtifact::endpoint);
  }

  private Response answered(
      Request request, BiFunction<Request, Arn, Map<String, Object>> operation) {
    try {
      Arn identity = signer.apply(request, "codeartifact");
      return Response.json(
          200, JsonMapper.shared().writeValueAsString(operation.apply(request, identity)));
    } catch (Refusal refusal) {
      return CodeArtifactError.response(403, refusal.code(), String.valueOf(refusal.getMessage()));
    } catch (CodeArtifactError error) {
      return error.response();
    }
  }

  private Map<String, Object> token(Request request, Arn identity) {
    Parameters query = Parameters.decode(request.query());
    String domain = domain(query, identity, "codeartifact:GetAuthorizationToken");
    Duration lifetime = query.get("duration").map(CodeArtifact::duration).orElse(LONGEST);
    byte[] random = new byte[600];
    RANDOM.nextBytes(random);
    String token = "eyJ2ZXIiOjEsImlzdSI6" + Base64.getUrlEncoder().encodeToString(random);
    Instant end = clock.instant().plus(lifetime.compareTo(longest) < 0 ? lifetime : longest);
    String region = Authorization.of(request).orElseThrow().region();
    grants.put(token, new Grant(domain + "." + region, end));
    secrets.accept(token);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("authorizationToken", token);
    answer.put("expiration", end.toEpochMilli() / 1000.0);
    return answer;
  }

  private static Map<String, Object> endpoint(Request request, Arn identity) {
    Parameters query = Parameters.decode(request.query());
    String domain = domain(query, identity, "codeartifact:GetRepositoryEndpoint");
    String region = Authorization.of(request).orElseThrow().region();
    String repository = query.get("repository").orElse("");
    if (!query.get("format").orElse("").matches("npm|pypi|nuget|maven|generic|ruby|swift|cargo")) {
      throw new CodeArtifactError(400, "ValidationException", "Invalid format");
    }
    if (repository.startsWith("denied")) {
      throw new CodeArtifactError(
          403,
          "AccessDeniedException",
          "User: %s is not authorized to perform: codeartifact:GetRepositoryEndpoint on resource: %s"
              .formatted(identity, repository));
    }
    if (repository.startsWith("missing")) {
      throw new CodeArtifactError(
          404, "ResourceNotFoundException", "Repository not found. Repository: " + repository);
    }
    return Map.of(
        "repositoryEndpoint",
        "https://%s.d.codeartifact.%s.amazonaws.com/%s/%s/"
            .formatted(domain, region, query.get("format").orElse(""), repository));
  }

  /** The domain with its owner, as in host names. */
  private static String domain(Parameters query, Arn identity, String action) {
    String name = query.get("domain").orElse("");
    String owner = query.get("domain-owner").orElse(identity.account());
    if (!name.matches("[a-z][a-z0-9-]{0,48}[a-z0-9]") || !owner.matches("\\d{12}")) {
      throw new CodeArtifactError(400, "ValidationException", "Invalid domain or domain owner");
    }
    if (name.startsWith("denied")) {
      throw new CodeArtifactError(
          403,
          "AccessDeniedException",
          "User: %s is not authorized to perform: %s on resource: arn:aws:codeartifact:*:%s:domain/%s"
              .formatted(identity, action, owner, name));
    }
    if (name.startsWith("missing")) {
      throw new CodeArtifactError(
          404,
          "ResourceNotFoundException",
          "Domain not found. Domain owner: %s, Domain: %s".formatted(owner, name));
    }
    return name + "-" + owner;
  }

  /** Zero means: until the role session ends. Here that is one hour. */
  private static Duration duration(String text) {
    Duration duration =
        text.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ofSeconds(1);
    boolean valid =
        duration.isZero()
            || (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0);
    if (!valid) {
      throw new CodeArtifactError(
          400, "ValidationException", "Invalid duration: 0, or 900 to 43200 seconds");
    }
    return duration.isZero() ? Duration.ofHours(1) : duration;
  }

  /**
   * Whether a request has a valid token, either as a password or as a bearer token.
   *
   * @param domain the domain with its owner, a dot, and the Region: {@code
   *     acme-111122223333.eu-central-1}
   */
  boolean admits(Request request, String domain) {
    return request
        .headers()
        .first("authorization")
        .flatMap(CodeArtifact::token)
        .flatMap(token -> Optional.ofNullable(grants.get(token)))
        .filter(grant -> grant.domain().equals(domain) && clock.instant().isBefore(grant.end()))
        .isPresent();
  }

  private static Optional<String> token(String header) {
    if (header.startsWith("Bearer ")) {
      return Optional.of(header.substring(7));
    }
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    return pair.startsWith("aws:") ? Optional.of(pair.substring(4)) : Optional.empty();
  }
}
