package io.github.rolecall.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.HttpsLine;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
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

/** The real SDK on the straight way to STS. */
class DirectClientTest {
  private final FakeAws aws = FakeAws.builder().https(true).start();
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
        .httpClient(
            new DirectClient(
                new HttpsLine(this::trusting, address, CompletableFuture.completedFuture(null))))
        .build();
  }

  private SSLSocketFactory trusting() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var pem =
          new ByteArrayInputStream(aws.caCertificatePem().getBytes(StandardCharsets.US_ASCII));
      store.setCertificateEntry(
          "aws", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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

  @Test
  void aConnectionThatWasClosedMeanwhileIsMadeAgain() {
    assertEquals("111122223333", account());
    aws.fault("GetCallerIdentity", Fault.reset());
    assertEquals("111122223333", account());
  }

  @Test
  void aServerThatOnlyResetsFails() {
    aws.fault("GetCallerIdentity", Fault.reset(), Fault.reset());
    assertThrows(SdkClientException.class, this::account);
    assertEquals(2, aws.calls("GetCallerIdentity").size());
  }

  @Test
  void whereNobodyListensTheCallFailsAndTheNextOneTriesAgain() throws Exception {
    sts.close();
    sts = client(URI.create("https://localhost:1"));
    assertThrows(SdkClientException.class, this::account);
    assertThrows(SdkClientException.class, this::account);
  }
}
