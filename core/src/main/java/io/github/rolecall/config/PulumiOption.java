package io.github.rolecall.config;

import static io.github.rolecall.config.PulumiOption.Place.ASSUME_ROLE;
import static io.github.rolecall.config.PulumiOption.Place.DEPLOYMENTS;
import static io.github.rolecall.config.PulumiOption.Place.ESC_LOGIN;
import static io.github.rolecall.config.PulumiOption.Place.ESC_OIDC;
import static io.github.rolecall.config.PulumiOption.Place.ESC_STATIC;
import static io.github.rolecall.config.PulumiOption.Place.PROVIDER;
import static io.github.rolecall.config.PulumiOption.Place.WEB_IDENTITY;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one table of Pulumi's options for AWS credentials, and where each goes. The table in {@code
 * docs/config-file.md} is made from it.
 *
 * @see <a href="https://www.pulumi.com/registry/packages/aws/api-docs/provider/">Pulumi, AWS
 *     provider</a>
 */
enum PulumiOption {
  ACCESS_KEY(PROVIDER, "accessKey", input(Input.AWS_ACCESS_KEY_ID)),
  SECRET_KEY(PROVIDER, "secretKey", input(Input.AWS_SECRET_ACCESS_KEY)),
  TOKEN(PROVIDER, "token", input(Input.AWS_SESSION_TOKEN)),
  PROFILE(PROVIDER, "profile", input(Input.SOURCE_PROFILE)),
  SHARED_CREDENTIALS_FILE(
      PROVIDER, "sharedCredentialsFile", variable("AWS_SHARED_CREDENTIALS_FILE")),
  SHARED_CREDENTIALS_FILES(
      PROVIDER, "sharedCredentialsFiles", variable("AWS_SHARED_CREDENTIALS_FILE")),
  SHARED_CONFIG_FILES(PROVIDER, "sharedConfigFiles", variable("AWS_CONFIG_FILE")),
  REGION(PROVIDER, "region", input(Input.AWS_REGION)),
  STS_REGION(PROVIDER, "stsRegion", input(Input.STS_REGION)),
  PROVIDER_ASSUME_ROLE(
      PROVIDER,
      "assumeRole",
      own("the role, below; a list is a chain, one assumed from the other")),
  PROVIDER_ASSUME_ROLES(PROVIDER, "assumeRoles", own("as `assumeRole`")),
  PROVIDER_WEB_IDENTITY(
      PROVIDER,
      "assumeRoleWithWebIdentity",
      own("the role that a token is exchanged for, below; before those of `assumeRole`")),
  ALLOWED_ACCOUNT_IDS(
      PROVIDER,
      "allowedAccountIds",
      own("`allowed-account-ids`; refused beside `forbiddenAccountIds`")),
  FORBIDDEN_ACCOUNT_IDS(
      PROVIDER,
      "forbiddenAccountIds",
      own("`forbidden-account-ids`; refused beside `allowedAccountIds`")),
  MAX_RETRIES(
      PROVIDER,
      "maxRetries",
      own("`retry-max-attempts`, as the provider counts attempts; 0 is one attempt")),
  RETRY_MODE(
      PROVIDER,
      "retryMode",
      ignored("Rolecall retries only what can succeed, with full jitter, for 60 seconds at most")),
  TOKEN_BUCKET(
      PROVIDER,
      "tokenBucketRateLimiterCapacity",
      ignored("Rolecall makes a few calls only, within a budget of time")),
  STS_ENDPOINT(PROVIDER, "stsEndpoint", input(Input.STS_ENDPOINT)),
  ENDPOINTS(
      PROVIDER, "endpoints", own("`sts` of it: `sts-endpoint`; other services are not asked")),
  USE_FIPS(PROVIDER, "useFipsEndpoint", variable("AWS_USE_FIPS_ENDPOINT")),
  USE_DUALSTACK(PROVIDER, "useDualstackEndpoint", variable("AWS_USE_DUALSTACK_ENDPOINT")),
  CUSTOM_CA_BUNDLE(PROVIDER, "customCaBundle", variable("AWS_CA_BUNDLE")),
  INSECURE(
      PROVIDER,
      "insecure",
      own("`true` is refused: certificates are always checked; name the CA by `customCaBundle`")),
  HTTP_PROXY(PROVIDER, "httpProxy", variable("HTTP_PROXY")),
  HTTPS_PROXY(PROVIDER, "httpsProxy", variable("HTTPS_PROXY")),
  NO_PROXY(PROVIDER, "noProxy", input(Input.NO_PROXY)),
  SKIP_METADATA(
      PROVIDER,
      "skipMetadataApiCheck",
      own(
          "as the variable `AWS_EC2_METADATA_DISABLED`; `true` unless set, except in Rolecall's own"
              + " file")),
  METADATA_ENDPOINT(
      PROVIDER, "ec2MetadataServiceEndpoint", variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")),
  METADATA_MODE(
      PROVIDER,
      "ec2MetadataServiceEndpointMode",
      variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")),
  SKIP_CREDENTIALS_VALIDATION(
      PROVIDER,
      "skipCredentialsValidation",
      own(
          "`true` is refused where AWS has to be asked whose the credentials are: without a role,"
              + " and for `use-existing-credentials` and `mask-aws-account-id`")),
  SKIP_ACCOUNT_ID(
      PROVIDER,
      "skipRequestingAccountId",
      own("the same; `true` is refused beside guards on accounts, too")),
  SKIP_REGION_VALIDATION(
      PROVIDER, "skipRegionValidation", ignored("Rolecall has no list of Regions to check by")),
  DEFAULT_TAGS(PROVIDER, "defaultTags", ignored("it tags resources, not sessions")),
  IGNORE_TAGS(PROVIDER, "ignoreTags", ignored("it is about resources, not credentials")),
  S3_FORCE_PATH_STYLE(PROVIDER, "s3ForcePathStyle", ignored("Rolecall does not use S3")),
  S3_USE_PATH_STYLE(PROVIDER, "s3UsePathStyle", ignored("Rolecall does not use S3")),
  S3_US_EAST_1(PROVIDER, "s3UsEast1RegionalEndpoint", ignored("Rolecall does not use S3")),
  DYNAMODB_ENDPOINT(PROVIDER, "dynamodbEndpoint", ignored("Rolecall does not use DynamoDB")),
  KINESIS_ENDPOINT(PROVIDER, "kinesisEndpoint", ignored("Rolecall does not use Kinesis")),
  SKIP_PLATFORMS(PROVIDER, "skipGetEc2Platforms", ignored("Rolecall does not use EC2")),
  USER_AGENT(PROVIDER, "userAgent", ignored("Rolecall names itself to AWS")),
  AUTO_NAMING(PROVIDER, "autoNaming", ignored("it names resources, not sessions")),

  ROLE_ARN(ASSUME_ROLE, "roleArn", input(Input.ROLE_TO_ASSUME)),
  ROLE_SESSION_NAME(ASSUME_ROLE, "sessionName", input(Input.ROLE_SESSION_NAME)),
  ROLE_DURATION(ASSUME_ROLE, "duration", input(Input.ROLE_DURATION_SECONDS)),
  ROLE_DURATION_SECONDS(ASSUME_ROLE, "durationSeconds", input(Input.ROLE_DURATION_SECONDS)),
  ROLE_EXTERNAL_ID(ASSUME_ROLE, "externalId", input(Input.ROLE_EXTERNAL_ID)),
  ROLE_POLICY(ASSUME_ROLE, "policy", input(Input.INLINE_SESSION_POLICY)),
  ROLE_POLICY_ARNS(ASSUME_ROLE, "policyArns", input(Input.MANAGED_SESSION_POLICIES)),
  ROLE_SOURCE_IDENTITY(ASSUME_ROLE, "sourceIdentity", input(Input.ROLE_SOURCE_IDENTITY)),
  ROLE_TAGS(ASSUME_ROLE, "tags", input(Input.CUSTOM_TAGS)),
  ROLE_TRANSITIVE(ASSUME_ROLE, "transitiveTagKeys", input(Input.TRANSITIVE_TAG_KEYS)),

  WEB_ROLE_ARN(WEB_IDENTITY, "roleArn", input(Input.ROLE_TO_ASSUME)),
  WEB_SESSION_NAME(WEB_IDENTITY, "sessionName", input(Input.ROLE_SESSION_NAME)),
  WEB_DURATION(WEB_IDENTITY, "duration", input(Input.ROLE_DURATION_SECONDS)),
  WEB_DURATION_SECONDS(WEB_IDENTITY, "durationSeconds", input(Input.ROLE_DURATION_SECONDS)),
  WEB_POLICY(WEB_IDENTITY, "policy", input(Input.INLINE_SESSION_POLICY)),
  WEB_POLICY_ARNS(WEB_IDENTITY, "policyArns", input(Input.MANAGED_SESSION_POLICIES)),
  WEB_TOKEN(WEB_IDENTITY, "webIdentityToken", input(Input.WEB_IDENTITY_TOKEN)),
  WEB_TOKEN_FILE(WEB_IDENTITY, "webIdentityTokenFile", input(Input.WEB_IDENTITY_TOKEN_FILE)),

  LOGIN_OIDC(ESC_LOGIN, "oidc", own("the role that the token of the job is exchanged for, below")),
  LOGIN_STATIC(ESC_LOGIN, "static", own("the keys to start from, below")),
  OIDC_ROLE_ARN(ESC_OIDC, "roleArn", input(Input.ROLE_TO_ASSUME)),
  OIDC_SESSION_NAME(ESC_OIDC, "sessionName", input(Input.ROLE_SESSION_NAME)),
  OIDC_DURATION(ESC_OIDC, "duration", input(Input.ROLE_DURATION_SECONDS)),
  OIDC_POLICY_ARNS(ESC_OIDC, "policyArns", input(Input.MANAGED_SESSION_POLICIES)),
  OIDC_SUBJECT(
      ESC_OIDC,
      "subjectAttributes",
      ignored("the subject is that of the job's own token; Pulumi Cloud issues none here")),
  STATIC_KEY(ESC_STATIC, "accessKeyId", input(Input.AWS_ACCESS_KEY_ID)),
  STATIC_SECRET(ESC_STATIC, "secretAccessKey", input(Input.AWS_SECRET_ACCESS_KEY)),
  STATIC_TOKEN(ESC_STATIC, "sessionToken", input(Input.AWS_SESSION_TOKEN)),

  DEPLOYMENTS_ROLE_ARN(DEPLOYMENTS, "roleArn", input(Input.ROLE_TO_ASSUME)),
  DEPLOYMENTS_ROLE_ARN_OF_RESOURCE(DEPLOYMENTS, "roleARN", input(Input.ROLE_TO_ASSUME)),
  DEPLOYMENTS_SESSION_NAME(DEPLOYMENTS, "sessionName", input(Input.ROLE_SESSION_NAME)),
  DEPLOYMENTS_DURATION(DEPLOYMENTS, "duration", input(Input.ROLE_DURATION_SECONDS)),
  DEPLOYMENTS_POLICY_ARNS(DEPLOYMENTS, "policyArns", input(Input.MANAGED_SESSION_POLICIES));

  /** Where an option stands. */
  enum Place {
    PROVIDER("provider, `aws:`"),
    ASSUME_ROLE("`assumeRole`, `assumeRoles`"),
    WEB_IDENTITY("`assumeRoleWithWebIdentity`"),
    ESC_LOGIN("ESC `fn::open::aws-login`"),
    ESC_OIDC("ESC `oidc`"),
    ESC_STATIC("ESC `static`"),
    DEPLOYMENTS("Deployments `oidc.aws`");

    private final String title;

    Place(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Where an option goes. */
  sealed interface Target {
    String inWords();
  }

  /** It is one of our inputs. */
  record ToInput(Input input) implements Target {
    @Override
    public String inWords() {
      return "`" + input.key() + "`";
    }
  }

  /** It does what the variable does, and goes before that. */
  record ToVariable(String name) implements Target {
    @Override
    public String inWords() {
      return "as the variable `" + name + "`";
    }
  }

  /** It is read in a way of its own. */
  record Own(String inWords) implements Target {}

  /** It is known and left alone. */
  record Ignored(String why) implements Target {
    @Override
    public String inWords() {
      return "no effect: " + why;
    }
  }

  private final Place place;
  private final String key;

  // Records of texts and inputs.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Target target;

  PulumiOption(Place place, String key, Target target) {
    this.place = place;
    this.key = key;
    this.target = target;
  }

  Place place() {
    return place;
  }

  String key() {
    return key;
  }

  Target target() {
    return target;
  }

  static List<PulumiOption> of(Place place) {
    return Stream.of(values()).filter(option -> option.place == place).toList();
  }

  static Optional<PulumiOption> find(Place place, String key) {
    return of(place).stream().filter(option -> option.key.equals(key)).findFirst();
  }

  private static Target input(Input input) {
    return new ToInput(input);
  }

  private static Target variable(String name) {
    return new ToVariable(name);
  }

  private static Target own(String inWords) {
    return new Own(inWords);
  }

  private static Target ignored(String why) {
    return new Ignored(why);
  }
}
