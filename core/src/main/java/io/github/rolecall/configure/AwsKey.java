package io.github.rolecall.configure;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.SetupProblem;
import io.github.rolecall.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A key that AWS tools read in a profile, an SSO session or a list of services.
 *
 * @param expected what a value has to be, for messages
 * @param fits whether a value is that
 * @param shape what secrets of this key look like; absent for what is none
 * @param nests whether further settings stand below it
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">AWS SDKs
 *     and tools, settings reference</a>
 * @see <a href="https://docs.aws.amazon.com/cli/latest/topic/config-vars.html">AWS CLI,
 *     configuration variables</a>
 */
public record AwsKey(
    String name,
    String expected,
    Predicate<String> fits,
    @Nullable CredentialShape shape,
    boolean nests) {
  private static final String FLAGS =
      "ignore_configured_endpoint_urls use_fips_endpoint use_dualstack_endpoint"
          + " ec2_metadata_v1_disabled disable_request_compression endpoint_discovery_enabled"
          + " s3_use_arn_region s3_disable_multiregion_access_points"
          + " s3_disable_express_session_auth";
  private static final String TEXTS =
      "source_profile role_session_name external_id mfa_serial credential_process"
          + " web_identity_token_file sso_session sso_role_name sso_registration_scopes"
          + " login_session services ca_bundle parameter_validation tcp_keepalive"
          + " cli_auto_prompt cli_binary_format cli_follow_urlparam cli_history cli_pager"
          + " cli_timestamp_format metadata_service_timeout metadata_service_num_attempts"
          + " defaults_mode s3_us_east_1_regional_endpoint sdk_ua_app_id"
          + " request_checksum_calculation response_checksum_validation"
          + " request_min_compression_size_bytes account_id_endpoint_mode"
          + " sigv4a_signing_region_set auth_scheme_preference";

  private static final Map<String, AwsKey> KNOWN = new TreeMap<>();

  static {
    secret("aws_access_key_id", CredentialShape.ACCESS_KEY_ID);
    secret("aws_secret_access_key", CredentialShape.SECRET_ACCESS_KEY);
    secret("aws_session_token", CredentialShape.SESSION_TOKEN);
    key("role_arn", "an ARN like arn:aws:iam::111122223333:role/Deploy", AwsKey::isRole);
    pattern("sso_account_id aws_account_id", "12 digits", "\\d{12}");
    pattern("duration_seconds", "a number of seconds from 900 to 43200", seconds());
    oneOf("credential_source", "Environment", "Ec2InstanceMetadata", "EcsContainer");
    pattern("region sso_region", "a Region code like eu-central-1", "[A-Za-z0-9-]{1,63}");
    oneOf("output", "json", "yaml", "yaml-stream", "text", "table", "off");
    oneOf("retry_mode", "standard", "adaptive", "legacy");
    oneOf("sts_regional_endpoints", "regional", "legacy");
    oneOf("ec2_metadata_service_endpoint_mode", "IPv4", "IPv6");
    key(
        "endpoint_url sso_start_url ec2_metadata_service_endpoint",
        "a URL like https://example.awsapps.com/start",
        value -> ServerUrl.parse(value).isPresent());
    pattern("max_attempts", "a whole number of at least 1", "[1-9]\\d{0,5}");
    oneOf(FLAGS, "true", "false");
    key(TEXTS, "a text", value -> true);
    for (String name : List.of("s3", "s3api", "emr", "api_versions")) {
      KNOWN.put(name, new AwsKey(name, "nested settings", value -> false, null, true));
    }
  }

  private static void key(String names, String expected, Predicate<String> fits) {
    for (String name : names.split(" ", -1)) {
      KNOWN.put(name, new AwsKey(name, expected, fits, null, false));
    }
  }

  private static void pattern(String names, String expected, String regex) {
    key(names, expected, value -> value.matches(regex));
  }

  private static void oneOf(String names, String... values) {
    key(names, "one of " + String.join(", ", values), List.of(values)::contains);
  }

  private static void secret(String name, CredentialShape shape) {
    KNOWN.put(name, new AwsKey(name, "", value -> true, shape, false));
  }

  /** From 900 to 43,200. */
  private static String seconds() {
    return "9\\d\\d|[1-9]\\d{3}|[1-3]\\d{4}|4[0-2]\\d{3}|43[01]\\d{2}|43200";
  }

  private static boolean isRole(String value) {
    return RoleArn.parse(value).isPresent();
  }

  /** The key of this name, if an AWS tool reads it. */
  public static Optional<AwsKey> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /** Of which nothing is known but its name. */
  static AwsKey unknown(String name) {
    return new AwsKey(name, "a text", value -> true, null, true);
  }

  /**
   * A service in a list of services, which has an address there and nothing else.
   *
   * @throws CredentialsException with {@link SetupProblem.NotASetting} or {@link
   *     SetupProblem.UnknownSetting}
   */
  static AwsKey ofService(String service, Optional<String> sub, String written) {
    String key =
        sub.orElseThrow(() -> new CredentialsException(new SetupProblem.NotASetting(written)));
    AwsKey address =
        find("endpoint_url")
            .filter(known -> known.name().equals(key))
            .orElseThrow(
                () ->
                    new CredentialsException(
                        new SetupProblem.UnknownSetting(key, Optional.of("endpoint_url"))));
    return new AwsKey(service, address.expected(), address.fits(), null, true);
  }

  /** The key that was probably meant by a name that no AWS tool reads. */
  public static Optional<String> nearest(String name) {
    return Spelling.nearest(name, KNOWN.keySet());
  }

  /** The problem with a name that no AWS tool reads. */
  static CredentialsException refusal(String name) {
    return new CredentialsException(new SetupProblem.UnknownSetting(name, nearest(name)));
  }

  /** Whether it is in the credentials file. */
  public boolean isCredential() {
    return shape != null;
  }

  /** Whether its value is never shown. An access key id is none. */
  public boolean isSecret() {
    return shape != null && shape != CredentialShape.ACCESS_KEY_ID;
  }

  /** How people see a value: of what is secret, nothing. A program may be told its password. */
  public String shown(String value) {
    if (name.equals("credential_process")) {
      return "(set, not shown)";
    }
    String end = value.length() > 8 && !isSecret() ? value.substring(value.length() - 4) : "";
    return isCredential() ? "*".repeat(16) + end : CredentialShape.shown(value);
  }

  /**
   * The value without blanks around it, if the key can have it.
   *
   * @throws CredentialsException with {@link SetupProblem.BlankValue}, {@link
   *     SetupProblem.InvalidValue} or {@link io.github.rolecall.problem.IdentityProblem.Malformed}
   */
  String check(Given value) {
    if (value.text().isBlank()) {
      throw new CredentialsException(new SetupProblem.BlankValue(value.name()));
    }
    if (shape != null) {
      return shape.check(value);
    }
    String text = value.text().strip();
    if (!fits.test(text)) {
      throw new CredentialsException(new SetupProblem.InvalidValue(value.name(), text, expected));
    }
    return text;
  }
}
