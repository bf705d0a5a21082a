package io.github.rolecall.aws.sts;

import static io.github.rolecall.aws.sts.Questions.session;
import static io.github.rolecall.aws.sts.Questions.token;
import static io.github.rolecall.aws.sts.Questions.withPolicies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.model.Role;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointParams;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;

/** Compares what Rolecall does without the SDK with what the SDK does. */
class LikeTheSdkTest {
  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private AssumeRoleWithWebIdentityResponse bySdk(Role role, IdentityToken token) {
    try (StsClient sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(aws.url())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .tlsTrustManagersProvider(() -> aws.authority().trustManagers())
                    .build())
            .build()) {
      return sts.assumeRoleWithWebIdentity(
          request ->
              request
                  .roleArn(Questions.DEPLOY.toString())
                  .roleSessionName(role.sessionName())
                  .durationSeconds(role.durationSeconds())
                  .webIdentityToken(token.value().reveal())
                  .policy(role.policies().inline().orElse(null))
                  .policyArns(
                      role.policies().managed().stream()
                          .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
                          .toList()));
    }
  }

  @Test
  void theSameQuestionIsAsked() {
    Role role =
        withPolicies(
            session(900),
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::a+b/*?x=1&y=ä\"}]}",
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
    IdentityToken token = token(aws);
    AssumeRoleWithWebIdentityResponse sdk = bySdk(role, token);
    Session ours = Questions.byToken(Networks.at(aws.url()), token, role);
    List<Call> calls = aws.calls("AssumeRoleWithWebIdentity");
    assertEquals(2, calls.size());
    Map<String, String> asked = new TreeMap<>(calls.get(0).parameters());
    assertEquals(asked, new TreeMap<>(calls.get(1).parameters()));
    assertEquals(calls.get(0).signedBy(), calls.get(1).signedBy());
    assertEquals(sdk.assumedRoleUser().arn(), ours.identity().arn());
    assertEquals(
        sdk.credentials().sessionToken().length(),
        ours.credentials().sessionToken().orElseThrow().reveal().length());
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidIdentityToken, Incorrect token audience",
    "403, AccessDenied, Not authorized to perform sts:AssumeRoleWithWebIdentity",
    "400, ValidationError, '<1> & \"two\" are not valid; see https://example.com/?a=b&c=d'",
    "503, ServiceUnavailable, later"
  })
  void theSameRefusalIsRead(int status, String code, String message) {
    IdentityToken token = token(aws);
    aws.fault("AssumeRoleWithWebIdentity", Fault.error(status, code, message));
    StsException sdk = assertThrows(StsException.class, () -> bySdk(session(900), token));
    aws.fault("AssumeRoleWithWebIdentity", Fault.error(status, code, message));
    CredentialsException ours =
        assertThrows(
            CredentialsException.class,
            () -> Questions.byToken(Networks.at(aws.url()), token, session(900)));
    assertEquals(code, sdk.awsErrorDetails().errorCode());
    assertTrue(
        ours.problem().facts().stream()
            .anyMatch(fact -> fact.value().endsWith(sdk.awsErrorDetails().errorMessage())),
        () -> ours.problem().facts().toString());
  }

  private static Stream<String> regions() {
    return Stream.concat(
        Region.regions().stream().map(Region::id),
        // New Regions of known partitions, and an unknown one.
        Stream.of("us-gov-north-7", "cn-south-9", "us-isof-east-9", "eusc-fr-west-2", "xx-new-1"));
  }

  @ParameterizedTest
  @MethodSource("regions")
  void everyRegionHasTheEndpointsThatTheRulesOfTheSdkGive(String region) {
    for (boolean fips : List.of(false, true)) {
      for (boolean dualStack : List.of(false, true)) {
        var network =
            new Network(
                Optional.empty(),
                Proxies.none(),
                Optional.empty(),
                fips,
                dualStack,
                UserAgent.PLAIN);
        URI rules =
            StsEndpointProvider.defaultProvider()
                .resolveEndpoint(
                    StsEndpointParams.builder()
                        .region(Region.of(region))
                        .useFips(fips)
                        .useDualStack(dualStack)
                        .build())
                .join()
                .endpointUrl()
                .toUri();
        assertEquals(rules, StsEndpoint.of(region, network).address(), fips + " " + dualStack);
      }
    }
  }

  @Test
  void theSdkKnowsRegions() {
    assertTrue(regions().count() > 40);
  }
}
