package io.github.rolecall.aws.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.network.Networks;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Tests the real SDK on Rolecall's own connection to STS. */
class DirectClientTest {
  private final FakeAws aws = FakeAws.start();
  private StsClient sts;

  @BeforeEach
  void start() throws Exception {
    sts = client(aws.url());
  }

  private StsClient client(URI address) throws Exception {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(address)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    "AKIAIOSFODNN7ROLECAL", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY")))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(new DirectClient(Networks.http().line(address, Networks.direct())))
        .build();
  }

  @AfterEach
  void stop() {
    sts.close();
    aws.close();
  }

  private String account() {
    return sts.getCallerIdentity().account();
  }

  @Test
  void asksAndAsksAgain() {
    assertEquals("111122223333", account());
    assertEquals("111122223333", account());
    assertEquals(2, aws.calls("GetCallerIdentity").size());
  }

  @Test
  void aRefusalIsAnAnswer() {
    aws.fault("GetCallerIdentity", Fault.error(403, "AccessDenied", "no"));
    assertEquals(403, assertThrows(StsException.class, this::account).statusCode());
    assertEquals("111122223333", account());
  }

  /** Only Retry decides whether a call without an answer is repeated. */
  @Test
  void aCallIsMadeOnce() {
    assertEquals("111122223333", account());
    aws.fault("GetCallerIdentity", Fault.reset());
    assertThrows(SdkClientException.class, this::account);
    assertEquals(2, aws.calls("GetCallerIdentity").size());
    assertEquals("111122223333", account());
  }

  @Test
  void whereNobodyListensTheCallFailsAndTheNextOneTriesAgain() throws Exception {
    sts.close();
    sts = client(URI.create("https://localhost:1"));
    assertThrows(SdkClientException.class, this::account);
    assertThrows(SdkClientException.class, this::account);
  }
}
