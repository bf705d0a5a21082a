package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Http;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.IdentityProblem;
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
import java.util.stream.Stream;

/**
 * Credentials by the token that the AWS CLI keeps after {@code aws sso login}. It is not renewed
 * here: that is a matter between the user and the CLI.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html">IAM
 *     Identity Center, GetRoleCredentials</a>
 */
record SsoCredentials(Asking asking, AwsFiles files) {
  private static final String SERVICE = "the portal of IAM Identity Center";

  static boolean wantedBy(Profile profile) {
    return profile.has("sso_account_id") || profile.has("sso_role_name");
  }

  /**
   * Exchanges the token. Fails with {@link ProfileProblem.LoginNeeded}, {@link
   * ProfileProblem.Unusable}, {@code IdentityProblem.EndpointRefused} or {@code NetworkProblem}.
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
                "x-amz-sso_bearer_token", token.reveal(),
                "Accept", "application/json",
                "User-Agent", asking.network().userAgent().text()),
            asking.network());
    try {
      return asking.credentials(
          "sso:GetRoleCredentials",
          request,
          answer ->
              JsonReader.object(answer.body())
                  .flatMap(json -> credentials(json.path("roleCredentials"))));
    } catch (CredentialsException e) {
      if (e.problem() instanceof IdentityProblem.EndpointRefused refused
          && refused.status() == 401) {
        throw login(profile, "IAM Identity Center does not accept the token any more");
      }
      throw e;
    }
  }

  private Profile withSession(Profile profile) {
    Optional<String> name = profile.value("sso_session");
    if (name.isEmpty()) {
      return profile;
    }
    String section = "section [sso-session " + name.get() + "]";
    Optional<Map<String, String>> session = files.ssoSession(name.get());
    if (session.isEmpty()) {
      throw profile.unusable(
          "there is no " + section,
          "Add the section to the config file, with sso_start_url and sso_region.");
    }
    session
        .get()
        .forEach(
            (key, value) -> {
              if (profile.value(key).filter(own -> !own.equals(value)).isPresent()) {
                throw profile.unusable(
                    key + " is another one in the " + section,
                    "Remove " + key + " from the profile.");
              }
            });
    return profile.with(session.get());
  }

  /** The CLI names the file by the hash of the session's name, or of the start URL. */
  private Secret token(Profile profile, String key) {
    Path file = asking.host().home().resolve(Path.of(".aws", "sso", "cache", sha1(key) + ".json"));
    if (!Files.isRegularFile(file)) {
      throw login(profile, "nobody has logged in");
    }
    JsonValue json;
    try {
      json = JsonReader.object(Files.readString(file, UTF_8)).orElse(JsonValue.MISSING);
    } catch (IOException e) {
      throw login(profile, "the file of the token cannot be read");
    }
    Optional<Instant> end = CredentialsJson.instant(json.path("expiresAt").text());
    if (end.isEmpty() || !json.path("accessToken").isString()) {
      throw login(profile, "the file of the token is damaged");
    }
    if (!end.get().isAfter(asking.host().clock().instant())) {
      throw login(profile, "the log-in has expired, at " + end.get());
    }
    return new Secret(json.path("accessToken").text());
  }

  private static CredentialsException login(Profile profile, String reason) {
    return new CredentialsException(new ProfileProblem.LoginNeeded(profile.name(), reason));
  }

  private URI address(Profile profile, String region, String query) {
    var standard = new Given(portal(region), "sso_region of the profile " + profile.name());
    Given said = files.endpoint(profile.name(), "sso", "AWS_ENDPOINT_URL_SSO").orElse(standard);
    return ServerUrl.of(said.name(), said.text(), "/federation/credentials" + query);
  }

  /** As botocore's rules for this service say, for a Region that nobody knows too. */
  private String portal(String region) {
    Partition partition = Partition.ofRegion(region).orElse(Partition.AWS);
    return "https://" + asking.network().host("portal.sso", region, partition);
  }

  private static Given given(JsonValue json, String field) {
    return new Given(json.path(field).text(), field + " of " + SERVICE);
  }

  private static Optional<SessionCredentials> credentials(JsonValue json) {
    boolean whole =
        Stream.of("accessKeyId", "secretAccessKey", "sessionToken")
            .allMatch(field -> json.path(field).isString());
    if (!whole) {
      return Optional.empty();
    }
    Optional<Instant> end =
        Optional.of(json.path("expiration"))
            .filter(JsonValue::isWholeNumber)
            .map(time -> Instant.ofEpochMilli(Long.parseLong(time.text())));
    return Optional.of(
        SessionCredentials.of(
            given(json, "accessKeyId"),
            given(json, "secretAccessKey"),
            Optional.of(given(json, "sessionToken")),
            end));
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
