package io.github.rolecall.aws;

import io.github.rolecall.HttpLine;
import io.github.rolecall.UserAgent;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * Makes the client. Everything that the SDK would look up by itself, in environment, system
 * properties, profiles and instance metadata, is said: the plan decides, not the SDK, and looking
 * up is slow.
 */
final class StsClients {
  private StsClients() {}

  static StsClient create(StsEndpoint endpoint, HttpLine line, UserAgent userAgent) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(endpoint.region()))
            .endpointOverride(endpoint.address())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .defaultsMode(DefaultsMode.LEGACY)
            .httpClient(new DirectClient(line))
            .overrideConfiguration(
                configuration ->
                    configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .putAdvancedOption(
                            SdkAdvancedClientOption.USER_AGENT_PREFIX, userAgent.text())
                        .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                        .defaultProfileName("none"));
    return builder.build();
  }
}
