package io.github.rolecall.config;

import static io.github.rolecall.config.PulumiOption.Place.ASSUME_ROLE;
import static io.github.rolecall.config.PulumiOption.Place.DEPLOYMENTS;
import static io.github.rolecall.config.PulumiOption.Place.ESC_LOGIN;
import static io.github.rolecall.config.PulumiOption.Place.ESC_OIDC;
import static io.github.rolecall.config.PulumiOption.Place.ESC_STATIC;
import static io.github.rolecall.config.PulumiOption.Place.WEB_IDENTITY;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of all Pulumi options for AWS credentials, and the input or variable that each sets.
 * The table in {@code docs/config-file.md} is generated from it.
 *
 * @see <a href="https://www.pulumi.com/registry/packages/aws/api-docs/provider/">Pulumi, AWS
 *     provider</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // It is made of nothing that changes.
enum PulumiOption {
  ACCESS_KEY("accessKey", Input.AWS_ACCESS_KEY_ID),
  SECRET_KEY("secretKey", Input.AWS_SECRET_ACCESS_KEY),
  TOKEN("token", Input.AWS_SESSION_TOKEN),
  PROFILE("profile", Input.SOURCE_PROFILE),
  SHARED_CREDENTIALS_FILE("sharedCredentialsFile", new ToVariable("AWS_SHARED_CREDENTIALS_FILE")),
  SHARED_CREDENTIALS_FILES("sharedCredentialsFiles", new ToVariable("AWS_SHARED_CREDENTIALS_FILE")),
  SHARED_CONFIG_FILES("sharedConfigFiles", new ToVariable("AWS_CONFIG_FILE")),
  REGION("region", Input.AWS_REGION),
  STS_REGION("stsRegion", Input.STS_REGION),
  PROVIDER_ASSUME_ROLE("assumeRole", new Own("the role, below; a list is a role chain")),
  PROVIDER_ASSUME_ROLES("assumeRoles", new Own("as `assumeRole`")),
  PROVIDER_WEB_IDENTITY(
      "assumeRoleWithWebIdentity",
      new Own("the role for the web identity token, below; before the roles of `assumeRole`")),
  ALLOWED_ACCOUNT_IDS(
      "allowedAccountIds",
      new Own("`allowed-account-ids`; an error together with `forbiddenAccountIds`")),
  FORBIDDEN_ACCOUNT_IDS(
      "forbiddenAccountIds",
      new Own("`forbidden-account-ids`; an error together with `allowedAccountIds`")),
  MAX_RETRIES(
      "maxRetries",
      new Own("`retry-max-attempts`, counted as the provider counts; 0 is one attempt")),
  RETRY_MODE(
      "retryMode",
      new Ignored(
          "Rolecall retries only errors that can pass, with full jitter, until the"
              + " time limit of the run")),
  TOKEN_BUCKET(
      "tokenBucketRateLimiterCapacity",
      new Ignored("Rolecall makes only a few calls, within a time limit")),
  STS_ENDPOINT("stsEndpoint", Input.STS_ENDPOINT),
  ENDPOINTS("endpoints", new Own("its `sts`: `sts-endpoint`; Rolecall calls no other service")),
  USE_FIPS("useFipsEndpoint", new ToVariable("AWS_USE_FIPS_ENDPOINT")),
  USE_DUALSTACK("useDualstackEndpoint", new ToVariable("AWS_USE_DUALSTACK_ENDPOINT")),
  CUSTOM_CA_BUNDLE("customCaBundle", new ToVariable("AWS_CA_BUNDLE")),
  INSECURE(
      "insecure",
      new Own(
          "`true` is an error: Rolecall always verifies certificates; set the"
              + " certificate authority with `customCaBundle`")),
  HTTP_PROXY("httpProxy", new ToVariable("HTTP_PROXY")),
  HTTPS_PROXY("httpsProxy", new ToVariable("HTTPS_PROXY")),
  NO_PROXY("noProxy", Input.NO_PROXY),
  SKIP_METADATA(
      "skipMetadataApiCheck",
      new Own(
          "as the variable `AWS_EC2_METADATA_DISABLED`; `true` unless set, except in Rolecall's own"
              + " file")),
  METADATA_ENDPOINT(
      "ec2MetadataServiceEndpoint", new ToVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT")),
  METADATA_MODE(
      "ec2MetadataServiceEndpointMode", new ToVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")),
  SKIP_CREDENTIALS_VALIDATION(
      "skipCredentialsValidation",
      new Own(
          "`true` is an error if Rolecall must call sts:GetCallerIdentity: without a"
              + " role, and for `use-existing-credentials` and `mask-aws-account-id`")),
  SKIP_ACCOUNT_ID(
      "skipRequestingAccountId",
      new Own(
          "the same; `true` is also an error together with `allowed-account-ids` or"
              + " `forbidden-account-ids`")),
  SKIP_REGION_VALIDATION("skipRegionValidation", new Ignored("Rolecall has no list of Regions")),
  DEFAULT_TAGS("defaultTags", new Ignored("it tags resources, not sessions")),
  IGNORE_TAGS("ignoreTags", new Ignored("it applies to resources, not to credentials")),
  S3_FORCE_PATH_STYLE("s3ForcePathStyle", new Ignored("Rolecall does not use S3")),
  S3_USE_PATH_STYLE("s3UsePathStyle", new Ignored("Rolecall does not use S3")),
  S3_US_EAST_1("s3UsEast1RegionalEndpoint", new Ignored("Rolecall does not use S3")),
  DYNAMODB_ENDPOINT("dynamodbEndpoint", new Ignored("Rolecall does not use DynamoDB")),
  KINESIS_ENDPOINT("kinesisEndpoint", new Ignored("Rolecall does not use Kinesis")),
  SKIP_PLATFORMS("skipGetEc2Platforms", new Ignored("Rolecall does not use EC2")),
  USER_AGENT("userAgent", new Ignored("Rolecall sends its own user agent")),
  AUTO_NAMING("autoNaming", new Ignored("it names resources, not sessions")),

  LOGIN_OIDC("oidc", new Own("the role for the token of the job, below"), ESC_LOGIN),
  LOGIN_STATIC("static", new Own("the access keys, below"), ESC_LOGIN),
  STATIC_KEY("accessKeyId", Input.AWS_ACCESS_KEY_ID, ESC_STATIC),
  STATIC_SECRET("secretAccessKey", Input.AWS_SECRET_ACCESS_KEY, ESC_STATIC),
  STATIC_TOKEN("sessionToken", Input.AWS_SESSION_TOKEN, ESC_STATIC),

  ROLE_ARN("roleArn", Input.ROLE_TO_ASSUME, Place.OF_ROLES),
  ROLE_ARN_OF_RESOURCE("roleARN", Input.ROLE_TO_ASSUME, DEPLOYMENTS),
  SESSION_NAME("sessionName", Input.ROLE_SESSION_NAME, Place.OF_ROLES),
  DURATION("duration", Input.ROLE_DURATION_SECONDS, Place.OF_ROLES),
  DURATION_SECONDS("durationSeconds", Input.ROLE_DURATION_SECONDS, ASSUME_ROLE, WEB_IDENTITY),
  EXTERNAL_ID("externalId", Input.ROLE_EXTERNAL_ID, ASSUME_ROLE),
  POLICY("policy", Input.INLINE_SESSION_POLICY, ASSUME_ROLE, WEB_IDENTITY),
  POLICY_ARNS("policyArns", Input.MANAGED_SESSION_POLICIES, Place.OF_ROLES),
  SOURCE_IDENTITY("sourceIdentity", Input.ROLE_SOURCE_IDENTITY, ASSUME_ROLE),
  TAGS("tags", Input.CUSTOM_TAGS, ASSUME_ROLE),
  TRANSITIVE("transitiveTagKeys", Input.TRANSITIVE_TAG_KEYS, ASSUME_ROLE),
  WEB_TOKEN("webIdentityToken", Input.WEB_IDENTITY_TOKEN, WEB_IDENTITY),
  WEB_TOKEN_FILE("webIdentityTokenFile", Input.WEB_IDENTITY_TOKEN_FILE, WEB_IDENTITY),
  SUBJECT(
      "subjectAttributes",
      new Ignored("the subject is that of the job's token; Pulumi Cloud issues no token here"),
      ESC_OIDC);

  enum Place {
    PROVIDER("provider, `aws:`"),
    ASSUME_ROLE("`assumeRole`, `assumeRoles`"),
    WEB_IDENTITY("`assumeRoleWithWebIdentity`"),
    ESC_LOGIN("ESC `fn::open::aws-login`"),
    ESC_OIDC("ESC `oidc`"),
    ESC_STATIC("ESC `static`"),
    DEPLOYMENTS("Deployments `oidc.aws`");

    private static final Place[] OF_ROLES = {ASSUME_ROLE, WEB_IDENTITY, ESC_OIDC, DEPLOYMENTS};

    private final String title;

    Place(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  sealed interface Target {
    String inWords();
  }

  record ToInput(Input input) implements Target {
    @Override
    public String inWords() {
      return "`" + input.key() + "`";
    }
  }

  /** The option replaces an environment variable, and takes precedence over it. */
  record ToVariable(String name) implements Target {
    @Override
    public String inWords() {
      return "as the variable `" + name + "`";
    }
  }

  /** The option has a reader of its own. */
  record Own(String inWords) implements Target {}

  /** The option is known and ignored. */
  record Ignored(String why) implements Target {
    @Override
    public String inWords() {
      return "no effect: " + why;
    }
  }

  private final String key;
  private final Target target;
  private final List<Place> places;

  /**
   * Makes an option.
   *
   * @param places the blocks that contain it; none: the options of the provider
   */
  PulumiOption(String key, Target target, Place... places) {
    this.key = key;
    this.target = target;
    this.places = places.length == 0 ? List.of(Place.PROVIDER) : List.of(places);
  }

  PulumiOption(String key, Input input, Place... places) {
    this(key, new ToInput(input), places);
  }

  String key() {
    return key;
  }

  Target target() {
    return target;
  }

  static List<PulumiOption> of(Place place) {
    return Stream.of(values()).filter(option -> option.places.contains(place)).toList();
  }

  static List<String> keys(Place place) {
    return of(place).stream().map(PulumiOption::key).toList();
  }

  static Optional<PulumiOption> find(Place place, String key) {
    return of(place).stream().filter(option -> option.key.equals(key)).findFirst();
  }
}
