package io.github.rolecall.aws.sts;

import io.github.rolecall.network.UserAgent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.config.AwsAdvancedClientOption;
import software.amazon.awssdk.awscore.client.config.AwsClientOption;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.ClientType;
import software.amazon.awssdk.core.CompressionConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.endpoints.EndpointUrl;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.scheme.StsAuthSchemeProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Creates the SDK's STS client from a complete configuration, without the SDK's builder. The
 * builder reads the environment, system properties and the files in {@code ~/.aws} even for values
 * that are set, with a parser of its own, and fails on what it cannot parse: decision 41. Here
 * every value is set, and nothing is read.
 */
final class StsClients {
  private static final String SDK = " aws-sdk-java/" + VersionInfo.SDK_VERSION;

  private static final MethodHandle NEW_CLIENT = constructor();

  private StsClients() {}

  /** Signs with the time of this clock: the SDK corrects its own clock only when it may retry. */
  static StsClient create(
      StsEndpoint endpoint, DirectClient http, UserAgent userAgent, Clock clock) {
    try {
      return (StsClient) NEW_CLIENT.invokeExact(configuration(endpoint, http, userAgent, clock));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle constructor() {
    try {
      MethodHandles.Lookup there =
          MethodHandles.privateLookupIn(StsClient.class, MethodHandles.lookup());
      Class<?> client = there.findClass(StsClient.class.getPackageName() + ".DefaultStsClient");
      return there
          .findConstructor(client, MethodType.methodType(void.class, SdkClientConfiguration.class))
          .asType(MethodType.methodType(StsClient.class, SdkClientConfiguration.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another SDK than the one that this was made for", e);
    }
  }

  private static SdkClientConfiguration configuration(
      StsEndpoint endpoint, DirectClient http, UserAgent userAgent, Clock clock) {
    Region region = Region.of(endpoint.region());
    var address = new SdkAddress(endpoint.address());
    // Each call sets its own credentials.
    AnonymousCredentialsProvider anonymous = AnonymousCredentialsProvider.create();
    return SdkClientConfiguration.builder()
        .option(SdkClientOption.CLIENT_TYPE, ClientType.SYNC)
        .option(SdkClientOption.SERVICE_NAME, "Sts")
        .option(SdkClientOption.SYNC_HTTP_CLIENT, http)
        // endpoint
        .option(
            SdkClientOption.CLIENT_ENDPOINT_PROVIDER,
            ClientEndpointProvider.forEndpointOverride(address.told()))
        .option(SdkClientOption.ENDPOINT_PROVIDER, answering(address))
        .option(SdkClientOption.CLIENT_CONTEXT_PARAMS, AttributeMap.empty())
        .option(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
        .option(AwsClientOption.ENDPOINT_PREFIX, "sts")
        .option(AwsClientOption.FIPS_ENDPOINT_ENABLED, false)
        .option(AwsClientOption.DUALSTACK_ENDPOINT_ENABLED, false)
        .option(AwsAdvancedClientOption.ENABLE_DEFAULT_REGION_DETECTION, false)
        // signature
        .option(AwsClientOption.AWS_REGION, region)
        .option(AwsClientOption.SIGNING_REGION, region)
        .option(AwsClientOption.SERVICE_SIGNING_NAME, "sts")
        .option(SdkClientOption.AUTH_SCHEME_PROVIDER, signingBy(clock))
        .option(
            SdkClientOption.AUTH_SCHEMES,
            Map.of(AwsV4AuthScheme.SCHEME_ID, AwsV4AuthScheme.create()))
        .option(SdkClientOption.IDENTITY_PROVIDERS, IdentityProviders.builder().build())
        .option(AwsClientOption.CREDENTIALS_IDENTITY_PROVIDER, anonymous)
        // request and retries: Retry decides about retries
        .option(SdkClientOption.RETRY_STRATEGY, AwsRetryStrategy.doNotRetry())
        .option(SdkClientOption.EXECUTION_INTERCEPTORS, List.of(address))
        .option(SdkClientOption.METRIC_PUBLISHERS, List.of())
        .option(SdkClientOption.ADDITIONAL_HTTP_HEADERS, Map.of())
        .option(SdkClientOption.CRC32_FROM_COMPRESSED_DATA_ENABLED, false)
        .option(
            SdkClientOption.COMPRESSION_CONFIGURATION,
            CompressionConfiguration.builder()
                .requestCompressionEnabled(false)
                .minimumCompressionThresholdInBytes(0)
                .build())
        .option(SdkClientOption.CLIENT_USER_AGENT, userAgent.text() + SDK)
        .option(SdkAdvancedClientOption.USER_AGENT_PREFIX, "")
        .option(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "")
        .build();
  }

  /**
   * Sets the clock as a property of the auth scheme, which takes precedence over the clock of the
   * SDK.
   */
  private static StsAuthSchemeProvider signingBy(Clock clock) {
    StsAuthSchemeProvider standard = StsAuthSchemeProvider.defaultProvider();
    return call ->
        standard.resolveAuthScheme(call).stream()
            .map(
                scheme ->
                    scheme.toBuilder().putSignerProperty(HttpSigner.SIGNING_CLOCK, clock).build())
            .toList();
  }

  private static StsEndpointProvider answering(SdkAddress address) {
    return unused ->
        CompletableFuture.completedFuture(
            Endpoint.builder().endpointUrl(EndpointUrl.fromUri(address.told())).build());
  }
}
