package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.iam.Directory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verifies the Signature Version 4 of a request, and identifies the caller. */
final class SignatureCheck {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern STS_HOST =
      Pattern.compile(
          "sts(?:-fips)?(?:\\.([a-z]+(?:-[a-z]+)+-\\d+))?"
              + "\\.(?:amazonaws\\.(?:com|com\\.cn|eu)|api\\.(?:aws|amazonwebservices\\.(?:com\\.cn|eu)))");
  private static final String PARAMETERS =
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
          + "Authorization header requires 'SignedHeaders' parameter. ";
  private static final String DATE =
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  private static final String UNKNOWN = "The security token included in the request is invalid.";

  /**
   * The headers that a service accepts without a signature. Services differ in this.
   *
   * @see <a
   *     href="https://github.com/fabric8io/docker-maven-plugin/blob/master/src/main/java/io/fabric8/maven/docker/access/ecr/AwsSigner4.java">
   *     docker-maven-plugin, AwsSigner4</a>
   */
  private static final Map<String, Set<String>> UNSIGNED =
      Map.of("ecr", Set.of("x-amz-date", "x-amz-security-token"));

  private final Directory directory;
  private final Sessions sessions;
  private final Clock clock;
  private final Duration tolerance;

  /**
   * @param tolerance the permitted clock skew of a signature
   */
  SignatureCheck(Directory directory, Sessions sessions, Clock clock, Duration tolerance) {
    this.directory = directory;
    this.sessions = sessions;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  Identity identify(Request request) {
    return identify(request, "sts");
  }

  /** Identifies the caller of a request for the given service. */
  Identity identify(Request request, String service) {
    if (request.headers().first("authorization").isEmpty()) {
      throw Refusal.of(
          403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    Authorization authorization =
        Authorization.of(request).orElseThrow(() -> incomplete(PARAMETERS));
    String date = request.headers().first("x-amz-date").orElseThrow(() -> incomplete(DATE));
    checkSignedHeaders(request, authorization, service);
    checkScope(request, authorization, date, service);
    checkTime(date);
    Identity identity = find(authorization.accessKeyId());
    if (!identity.sessionToken().equals(request.headers().first("x-amz-security-token"))) {
      throw Refusal.of(403, "InvalidClientTokenId", UNKNOWN);
    }
    if (identity.isExpired(clock.instant())) {
      throw Refusal.of(
          403, "ExpiredToken", "The security token included in the request is expired");
    }
    checkSignature(request, authorization, date, identity);
    return identity;
  }

  private Identity find(String accessKeyId) {
    Optional<Identity> session = sessions.find(accessKeyId).map(Identity.OfSession::new);
    return session
        .or(() -> directory.user(accessKeyId).map(Identity.OfUser::new))
        .orElseThrow(() -> Refusal.of(403, "InvalidClientTokenId", UNKNOWN));
  }

  /**
   * The signature must cover the host and every {@code x-amz-} header, because otherwise an
   * attacker between the client and the server could change them. ECR does not require it for the
   * date and the session token: docker-maven-plugin adds both after it has signed, and pushes.
   */
  private static void checkSignedHeaders(
      Request request, Authorization authorization, String service) {
    Set<String> unsigned = UNSIGNED.getOrDefault(service, Set.of());
    if (!authorization.signedHeaders().contains("host")) {
      throw Refusal.signature(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : request.headers().fields().keySet()) {
      if (name.startsWith("x-amz-")
          && !unsigned.contains(name)
          && !authorization.signedHeaders().contains(name)) {
        throw Refusal.signature(
            "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private static void checkScope(
      Request request, Authorization authorization, String date, String service) {
    if (!authorization.terminator().equals("aws4_request")) {
      throw Refusal.signature(
          "Credential should be scoped with a valid terminator: 'aws4_request'. ");
    }
    if (!authorization.service().equals(service)) {
      throw Refusal.signature(
          "Credential should be scoped to correct service: '" + service + "'. ");
    }
    Matcher host = STS_HOST.matcher(request.host());
    String served =
        host.matches()
            ? Optional.ofNullable(host.group(1)).orElse("us-east-1")
            : authorization.region();
    if (authorization.region().isEmpty() || !authorization.region().equals(served)) {
      throw Refusal.signature("Credential should be scoped to a valid region. ");
    }
    if (!date.startsWith(authorization.date())) {
      throw Refusal.signature(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'."
              .formatted(
                  authorization.date(), date.substring(0, Math.min(8, date.length())), date));
    }
  }

  private void checkTime(String date) {
    Instant signed;
    try {
      signed = TIME.parse(date, Instant::from);
    } catch (DateTimeParseException e) {
      throw incomplete(DATE);
    }
    Instant now = clock.instant();
    if (signed.isBefore(now.minus(tolerance))) {
      throw Refusal.signature(
          "Signature expired: %s is now earlier than %s (%s - %s min.)"
              .formatted(
                  date,
                  TIME.format(now.minus(tolerance)),
                  TIME.format(now),
                  tolerance.toMinutes()));
    }
    if (signed.isAfter(now.plus(tolerance))) {
      throw Refusal.signature(
          "Signature not yet current: %s is still later than %s (%s + %s min.)"
              .formatted(
                  date, TIME.format(now.plus(tolerance)), TIME.format(now), tolerance.toMinutes()));
    }
  }

  private static void checkSignature(
      Request request, Authorization authorization, String date, Identity identity) {
    String canonical = new CanonicalRequest(request, authorization.signedHeaders()).text();
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            date,
            authorization.scope(),
            SigningKey.hash(canonical.getBytes(StandardCharsets.ISO_8859_1)));
    String expected = SigningKey.derive(identity.secretAccessKey(), authorization).sign(toSign);
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        authorization.signature().getBytes(StandardCharsets.US_ASCII))) {
      throw Refusal.signature(
          "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
              + " Key and signing method. Consult the service documentation for details.");
    }
  }

  private static Refusal incomplete(String message) {
    return Refusal.of(400, "IncompleteSignature", message);
  }
}
