package io.github.rolecall.aws;

import io.github.rolecall.Connections;
import io.github.rolecall.HttpsLine;
import io.github.rolecall.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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

  static StsClient create(StsEndpoint endpoint, Optional<HttpsLine> line, Network network) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(endpoint.region()))
            .endpointOverride(endpoint.address())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .defaultsMode(DefaultsMode.LEGACY)
            .httpClient(httpClient(line, network))
            .overrideConfiguration(
                configuration ->
                    configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .putAdvancedOption(
                            SdkAdvancedClientOption.USER_AGENT_PREFIX, network.userAgent().text())
                        .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                        .defaultProfileName("none"));
    return builder.build();
  }

  private static SdkHttpClient httpClient(Optional<HttpsLine> line, Network network) {
    if (line.isPresent()) {
      return new DirectClient(line.get());
    }
    var connections = new Connections(network);
    return UrlConnectionHttpClient.create(
        address -> {
          try {
            return connections.open(address);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
