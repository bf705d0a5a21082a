package io.github.rolecall.aws.credentials;

import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.model.Partition;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.ProfileProblem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings of IAM Identity Center from an {@code [sso-session]} section or a profile. */
public final class SsoSettings {
  private static final String WHY = "it is configured for IAM Identity Center";

  private final AwsFiles files;
  private final Network network;
  private final String profile;

  /**
   * Makes a reader.
   *
   * @param profile the profile whose {@code services} section and {@code endpoint_url} apply
   */
  public SsoSettings(AwsFiles files, Network network, String profile) {
    this.files = files;
    this.network = network;
    this.profile = profile;
  }

  /**
   * Returns the session in which the profile signs in.
   *
   * @param namedBy what names the profile, for messages
   * @throws CredentialsException with {@link ProfileProblem} or {@link InputProblem.Invalid}
   */
  public SsoSession ofProfile(String namedBy) {
    return of(files.profile(profile, namedBy));
  }

  SsoSession of(Profile asked) {
    Profile whole = withSession(asked);
    String region = whole.required("sso_region", WHY);
    String startUrl = whole.required("sso_start_url", WHY);
    Optional<String> scopes =
        whole.has("sso_session") ? whole.value("sso_registration_scopes") : Optional.empty();
    return of(whole.value("sso_session"), startUrl, region, scopes.orElse(""));
  }

  /**
   * Returns the session of this name.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid}
   */
  public SsoSession ofSession(String name, String namedBy) {
    Map<String, String> keys =
        files
            .ssoSession(name)
            .orElseThrow(
                () ->
                    new CredentialsException(
                        new ProfileProblem.NoSession(
                            name, namedBy, files.configFile(), files.ssoSessions())));
    return of(
        Optional.of(name),
        required(name, keys, "sso_start_url"),
        required(name, keys, "sso_region"),
        keys.getOrDefault("sso_registration_scopes", ""));
  }

  private static String required(String session, Map<String, String> keys, String key) {
    return Optional.ofNullable(keys.get(key))
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new CredentialsException(
                    new InputProblem.Invalid(
                        key + " of [sso-session " + session + "]",
                        "(not set)",
                        key.equals("sso_region")
                            ? "the Region of IAM Identity Center, for example eu-central-1"
                            : "the start URL, for example https://my-org.awsapps.com/start")));
  }

  /**
   * Makes a session of these values without checking them.
   *
   * @param scopes scopes separated by commas
   */
  public SsoSession of(Optional<String> name, String startUrl, String region, String scopes) {
    return new SsoSession(
        name,
        startUrl,
        region,
        scopes(scopes),
        address("oidc", "sso_oidc", "AWS_ENDPOINT_URL_SSO_OIDC", region),
        portal(region));
  }

  /**
   * Checks that the session can be used to sign in.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for an invalid start URL or
   *     Region
   */
  public static SsoSession checked(SsoSession session) {
    startUrl(session.startUrl());
    region(session.region());
    return session;
  }

  /** Returns the text if it is a URL. */
  public static String startUrl(String text) {
    if (ServerUrl.parse(text).filter(url -> url.getRawQuery() == null).isEmpty()
        && !text.matches("https://[^\\s?#]+/#/?")) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              "sso_start_url",
              text.contains("@") ? "(not shown)" : text,
              "the start URL of the access portal, for example https://my-org.awsapps.com/start"));
    }
    return text;
  }

  /** Returns the text if it can be the name of a Region, which becomes a part of a host name. */
  public static String region(String text) {
    if (!text.matches("[a-z]{2,}(-[a-z0-9]+)+")) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              "sso_region", text, "the Region of IAM Identity Center, for example eu-central-1"));
    }
    return text;
  }

  /** Splits scopes that are separated by commas. */
  public static List<String> scopes(String text) {
    List<String> scopes =
        Stream.of(text.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty()).toList();
    if (scopes.stream().anyMatch(scope -> !scope.matches("[\\x21-\\x7e&&[^\"\\\\]]+"))) {
      throw new CredentialsException(
          new InputProblem.Invalid("sso_registration_scopes", text, "scopes separated by commas"));
    }
    return scopes;
  }

  /** Returns the address of the access portal. */
  public URI portal(String region) {
    return address("portal.sso", "sso", "AWS_ENDPOINT_URL_SSO", region);
  }

  private URI address(String host, String service, String variable, String region) {
    var standard =
        new Given(
            "https://"
                + network.host(host, region, Partition.ofRegion(region).orElse(Partition.AWS)),
            "sso_region of the profile " + profile);
    Given said = files.endpoint(profile, service, variable).orElse(standard);
    return ServerUrl.of(said.name(), said.text(), "");
  }

  private Profile withSession(Profile asked) {
    Optional<String> name = asked.value("sso_session");
    if (name.isEmpty()) {
      return asked;
    }
    Map<String, String> session =
        files
            .ssoSession(name.get())
            .orElseThrow(
                () ->
                    asked.unusable(
                        "the config file has no section [sso-session " + name.get() + "]",
                        "Add the section to the config file, with sso_start_url and sso_region."));
    session.forEach(
        (key, value) -> {
          if (asked.value(key).filter(own -> !own.equals(value)).isPresent()) {
            throw asked.unusable(
                key + " differs from the section [sso-session " + name.get() + "]",
                "Remove " + key + " from the profile.");
          }
        });
    return asked.with(session);
  }
}
