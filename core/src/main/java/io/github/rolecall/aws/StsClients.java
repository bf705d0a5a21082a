package io.github.rolecall.aws;

import io.github.rolecall.Connections;
import io.github.rolecall.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointParams;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Makes the client. Everything that the SDK would look up by itself, in environment, system
 * properties, profiles and instance metadata, is said: the plan decides, not the SDK, and looking
 * up is slow.
 */
final class StsClients {
  private StsClients() {}

  /** Whom to ask, and for which Region the question is signed. */
  record Endpoint(String region, URI address) {}

  static Endpoint endpoint(String region, Network network) {
    return new Endpoint(region, network.stsEndpoint().orElseGet(() -> regional(region, network)));
  }

  private static URI regional(String region, Network network) {
    try {
      return StsEndpointProvider.defaultProvider()
          .resolveEndpoint(
              StsEndpointParams.builder()
                  .region(Region.of(region))
                  .useFips(network.fips())
                  .useDualStack(network.dualStack())
                  .build())
          .join()
          .endpointUrl()
          .toUri();
    } catch (SdkClientException e) {
      throw new IllegalStateException("no endpoint for Region " + region, e);
    }
  }

  static StsClient create(Endpoint endpoint, Network network) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(endpoint.region()))
            .endpointOverride(endpoint.address())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .defaultsMode(DefaultsMode.LEGACY)
            .httpClient(httpClient(endpoint.address(), network))
            .overrideConfiguration(
                configuration ->
                    configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                        .defaultProfileName("none"));
    return builder.build();
  }

  private static SdkHttpClient httpClient(URI sts, Network network) {
    if (network.direct(sts)) {
      return new DirectClient(SSLSocketFactory::getDefault, sts);
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
