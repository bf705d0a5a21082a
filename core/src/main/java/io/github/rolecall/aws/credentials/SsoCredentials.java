package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.aws.sts.Proof;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.json.Json;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.session.SessionCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Credentials by the token that the AWS CLI keeps after {@code aws sso login}. It is not renewed
 * here: that is a matter between the user and the CLI.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html">IAM
 *     Identity Center, GetRoleCredentials</a>
 */
final class SsoCredentials {
  private static final String SERVICE = "the portal of IAM Identity Center";

  private final Host host;
  private final Asking asking;
  private final AwsFiles files;

  SsoCredentials(Asking asking, AwsFiles files) {
    this.host = asking.host();
    this.asking = asking;
    this.files = files;
  }

  static boolean wantedBy(Profile profile) {
    return profile.has("sso_account_id") || profile.has("sso_role_name");
  }

  /**
   * Exchanges the token.
   *
   * @throws CredentialsException with {@link ProfileProblem.LoginNeeded}, {@link
   *     ProfileProblem.Unusable}, {@link
   *     io.github.rolecall.problem.IdentityProblem.EndpointRefused} or {@link
   *     io.github.rolecall.problem.NetworkProblem}
   */
  SessionCredentials of(Profile asked) {
    Profile profile = withSession(asked);
    String why = "it is configured for SSO";
    String region = profile.required("sso_region", why);
    String startUrl = profile.required("sso_start_url", why);
    String query =
        "?role_name="
            + URLEncoder.encode(profile.required("sso_role_name", why), UTF_8)
            + "&account_id="
            + URLEncoder.encode(profile.required("sso_account_id", why), UTF_8);
    Secret token = token(profile, profile.value("sso_session").orElse(startUrl));
    var request =
        new Http.Request(
            SERVICE,
            address(profile, region, query),
            Map.of(
                "x-amz-sso_bearer_token",
                token.reveal(),
                "Accept",
                "application/json",
                "User-Agent",
                asking.network().userAgent().text()),
            asking.network());
    return asking.retried(
        "sso:GetRoleCredentials",
        () -> {
          Http.Answer answer = host.http().ask(request);
          if (answer.status() == 401) {
            throw login(profile, "IAM Identity Center does not accept the token any more");
          }
          return Optional.of(answer)
              .filter(whole -> whole.status() == 200)
              .flatMap(whole -> Json.object(whole.body()))
              .flatMap(json -> credentials(json.path("roleCredentials")))
              .map(found -> Proof.answered(found, SERVICE, answer))
              .orElseThrow(() -> Asking.refused(SERVICE, answer));
        });
  }

  private Profile withSession(Profile profile) {
    Optional<String> name = profile.value("sso_session");
    if (name.isEmpty()) {
      return profile;
    }
    Map<String, String> session =
        files
            .ssoSession(name.get())
            .orElseThrow(
                () ->
                    profile.unusable(
                        "there is no section [sso-session " + name.get() + "]",
                        "Add the section to the config file, with sso_start_url and sso_region."));
    session.forEach(
        (key, value) -> {
          if (profile.value(key).filter(own -> !own.equals(value)).isPresent()) {
            throw profile.unusable(
                key + " is another one in the section [sso-session " + name.get() + "]",
                "Remove " + key + " from the profile.");
          }
        });
    return profile.with(session);
  }

  /** The CLI names the file by the hash of the session's name, or of the start URL. */
  private Secret token(Profile profile, String key) {
    Path file =
        host.home().resolve(".aws").resolve("sso").resolve("cache").resolve(sha1(key) + ".json");
    if (!Files.isRegularFile(file)) {
      throw login(profile, "nobody has logged in");
    }
    JsonNode json;
    try {
      json =
          Json.object(Files.readString(file, UTF_8))
              .orElseThrow(() -> login(profile, "the file of the token is damaged"));
    } catch (IOException e) {
      throw login(profile, "the file of the token cannot be read");
    }
    Optional<Instant> end = CredentialsJson.instant(json.path("expiresAt").asString(""));
    if (end.isEmpty() || !json.path("accessToken").isString()) {
      throw login(profile, "the file of the token is damaged");
    }
    if (!end.get().isAfter(host.clock().instant())) {
      throw login(profile, "the log-in has expired, at " + end.get());
    }
    return new Secret(json.path("accessToken").stringValue());
  }

  private static CredentialsException login(Profile profile, String reason) {
    return new CredentialsException(new ProfileProblem.LoginNeeded(profile.name(), reason));
  }

  private URI address(Profile profile, String region, String query) {
    AwsFiles.Setting standard =
        new AwsFiles.Setting("sso_region of the profile " + profile.name(), portal(region));
    AwsFiles.Setting said =
        files.endpoint(profile.name(), "sso", "AWS_ENDPOINT_URL_SSO").orElse(standard);
    return ServerUrl.of(said.name(), said.value(), "/federation/credentials" + query);
  }

  /** As botocore's rules for this service say, for a Region that nobody knows too. */
  private String portal(String region) {
    Partition partition = Partition.ofRegion(region).orElse(Partition.AWS);
    boolean dualStack = asking.network().dualStack();
    // In GovCloud, the usual endpoints are those of FIPS.
    boolean usual = !asking.network().fips() || (partition == Partition.US_GOV && !dualStack);
    return "https://portal.sso"
        + (usual ? "." : "-fips.")
        + region
        + "."
        + (dualStack ? partition.dualStackDomain() : partition.domain());
  }

  private static Given given(JsonNode json, String field) {
    return new Given(json.path(field).stringValue(), field + " of " + SERVICE);
  }

  private static Optional<SessionCredentials> credentials(JsonNode json) {
    boolean whole =
        json.path("accessKeyId").isString()
            && json.path("secretAccessKey").isString()
            && json.path("sessionToken").isString();
    return whole
        ? Optional.of(
            SessionCredentials.of(
                given(json, "accessKeyId"),
                given(json, "secretAccessKey"),
                Optional.of(given(json, "sessionToken")),
                json.path("expiration").isIntegralNumber()
                    ? Optional.of(Instant.ofEpochMilli(json.path("expiration").asLong()))
                    : Optional.empty()))
        : Optional.empty();
  }

  private static String sha1(String text) {
    try {
      // Not for safety: it is how the CLI names the file.
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
