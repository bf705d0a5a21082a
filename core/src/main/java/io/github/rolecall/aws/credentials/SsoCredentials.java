package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.aws.sso.SsoToken;
import io.github.rolecall.aws.sso.SsoTokens;
import io.github.rolecall.http.Http;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.session.SessionCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Gets credentials with the token of a sign-in by {@code rolecall sso login} or {@code aws sso
 * login}.
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
   * Exchanges the token for credentials. Fails with {@link ProfileProblem.LoginNeeded}, {@link
   * ProfileProblem.Unusable}, {@code IdentityProblem.EndpointRefused} or {@code NetworkProblem}.
   */
  SessionCredentials of(Profile profile) {
    var settings = new SsoSettings(files, asking.network(), profile.name());
    SsoSession session = settings.of(profile);
    String why = "it is configured for SSO";
    String query =
        "?role_name="
            + URLEncoder.encode(profile.required("sso_role_name", why), UTF_8)
            + "&account_id="
            + URLEncoder.encode(profile.required("sso_account_id", why), UTF_8);
    var tokens = new SsoTokens(asking.sso(), session, profile.name());
    URI address = URI.create(session.portal() + "/federation/credentials" + query);
    SsoToken token = tokens.current();
    try {
      return exchanged(token, address);
    } catch (CredentialsException e) {
      if (!isUnauthorized(e)) {
        throw e;
      }
      // The clock of the portal may show that the token has expired. Then it may be renewed.
      SsoToken other = tokens.current();
      if (other.equals(token)) {
        throw new CredentialsException(
            new ProfileProblem.LoginNeeded(
                profile.name(), "IAM Identity Center rejected the token"));
      }
      return exchanged(other, address);
    }
  }

  private static boolean isUnauthorized(CredentialsException e) {
    return e.problem() instanceof IdentityProblem.EndpointRefused refused
        && refused.status() == 401;
  }

  private SessionCredentials exchanged(SsoToken token, URI address) {
    var request =
        new Http.Request(
            SERVICE,
            address,
            Map.of(
                "x-amz-sso_bearer_token", token.accessToken().reveal(),
                "Accept", "application/json",
                "User-Agent", asking.network().userAgent().text()),
            asking.network());
    return asking.credentials(
        "sso:GetRoleCredentials",
        request,
        answer ->
            JsonReader.object(answer.body())
                .flatMap(json -> credentials(json.path("roleCredentials"))));
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
    OptionalLong end = json.path("expiration").wholeNumber();
    return Optional.of(
        SessionCredentials.of(
            given(json, "accessKeyId"),
            given(json, "secretAccessKey"),
            Optional.of(given(json, "sessionToken")),
            end.isPresent()
                ? Optional.of(Instant.ofEpochMilli(end.getAsLong()))
                : Optional.empty()));
  }
}
