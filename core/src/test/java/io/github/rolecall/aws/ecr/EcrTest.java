package io.github.rolecall.aws.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.EcrProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code GetAuthorizationToken}, signed by the SDK and checked by the simulator. */
class EcrTest {
  private static final EcrRegistry OWN = EcrRegistry.of("111122223333", "eu-central-1");
  private static final String CALL = "ecr:GetAuthorizationToken";
  private static final String PUBLIC_CALL = "ecr-public:GetAuthorizationToken";
  private static final String ARN = "arn:aws:iam::111122223333:user/admin";
  private static final Assumed SESSION = session("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();
  private final RecordingConsole console = new RecordingConsole();

  @AfterEach
  void stop() {
    aws.close();
  }

  private static Assumed session(String secret) {
    return new Assumed(
        new SessionCredentials(
            "AKIAIOSFODNN7ROLECAL", new Secret(secret), Optional.empty(), Optional.empty()),
        new CallerIdentity("111122223333", ARN, "AIDA"),
        "eu-central-1",
        Assumed.Origin.GIVEN,
        false);
  }

  private Host host() {
    var silent = new PrintStream(OutputStream.nullOutputStream(), true);
    String url = aws.url().toString();
    var endpoints = Map.of("AWS_ENDPOINT_URL_ECR", url, "AWS_ENDPOINT_URL_ECR_PUBLIC", url);
    return Host.of(endpoints, home, home, silent, Networks.http());
  }

  private Ecr ecr() {
    var retry = new Retry(3, Duration.ofSeconds(20));
    return new Ecr(host(), console, Networks.at(aws.url()), retry);
  }

  private <T extends Problem> T problem(Class<T> kind) {
    Ecr ecr = ecr();
    return Thrown.problem(kind, () -> ecr.password(OWN, SESSION));
  }

  @Test
  void thePasswordIsWhatFollowsTheFirstColon() {
    RegistryPassword password = ecr().password(OWN, SESSION);
    String auth = new String(Base64.getDecoder().decode(password.auth().reveal()), UTF_8);
    assertEquals("AWS:" + password.password().reveal(), auth);
    assertTrue(aws.secrets().contains(password.password().reveal()));
    assertTrue(password.password().reveal().contains(":"));
    var validity = Duration.between(Instant.now(), password.end());
    assertTrue(validity.compareTo(Duration.ofMinutes(719)) > 0, validity.toString());
    assertTrue(validity.compareTo(Duration.ofMinutes(721)) < 0, validity.toString());
    var call = aws.calls(CALL).get(0);
    assertEquals(Optional.of("eu-central-1"), call.signingRegion());
    assertEquals(Optional.of(UserAgent.PLAIN.text()), call.userAgent());
    assertEquals(Map.of("body", "{}"), call.parameters());
  }

  @Test
  void thePasswordIsMaskedInBothForms() {
    RegistryPassword password = ecr().password(OWN, SESSION);
    assertEquals(
        List.of(password.password().reveal(), password.auth().reveal()), console.of("mask"));
    assertFalse(password.toString().contains(password.password().reveal()));
  }

  @Test
  void thePublicRegistryHasAServiceOfItsOwn() {
    ecr().password(EcrRegistry.ofPublic(), SESSION);
    assertEquals(Optional.of("us-east-1"), aws.calls(PUBLIC_CALL).get(0).signingRegion());
    assertEquals(List.of(), aws.calls(CALL));
  }

  @Test
  void aDenialNamesThePermission() {
    String text = "User: " + ARN + " is not authorized to perform: ecr:GetAuthorizationToken";
    aws.fault(CALL, Fault.error(400, "AccessDeniedException", text));
    String message = problem(EcrProblem.Denied.class).message(FrontEnd.COMMAND);
    assertTrue(message.startsWith("AWS denied ecr:GetAuthorizationToken\n"), message);
    assertTrue(message.contains("AccessDeniedException: " + text), message);
    assertTrue(message.contains("identity  " + ARN), message);
    assertTrue(message.contains("Allow ecr:GetAuthorizationToken on the resource *"), message);
    assertEquals(1, aws.calls(CALL).size());
  }

  @Test
  void wrongKeysAreNotTriedAgain() {
    Ecr ecr = ecr();
    Assumed wrong = session("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALXXXX");
    var refused = Thrown.problem(EcrProblem.Refused.class, () -> ecr.password(OWN, wrong));
    assertEquals("InvalidSignatureException", refused.awsCode());
    assertEquals(1, aws.calls(CALL).size());
  }

  @Test
  void aTimeThatAwsRefusesIsSaidToBe() {
    aws.fault(
        CALL, Fault.error(400, "InvalidSignatureException", "Signature expired: 20261128T000000Z"));
    problem(ClockProblem.SignatureRefused.class);
  }

  @Test
  void whatPassesIsTriedAgain() {
    aws.fault(
        CALL,
        Fault.error(400, "ThrottlingException", "Rate exceeded"),
        Fault.error(500, "ServerException", "Internal"));
    ecr().password(OWN, SESSION);
    assertEquals(3, aws.calls(CALL).size());
  }

  @Test
  void anAnswerWithoutPasswordIsRefused() {
    aws.fault(
        CALL,
        Fault.body(200, "application/json", "{\"authorizationData\":[]}"),
        Fault.body(200, "text/html", "<html>"),
        Fault.body(
            200,
            "application/json",
            "{\"authorizationData\":[{\"authorizationToken\":\"Ym9iOnB3\",\"expiresAt\":1.7e9}]}"));
    var refused = problem(EcrProblem.Refused.class);
    assertEquals(200, refused.status());
    assertEquals(3, aws.calls(CALL).size());
  }

  @Test
  void noAnswerIsAProblemOfTheNetwork() {
    aws.close();
    problem(NetworkProblem.class);
  }

  @Test
  void thereIsOnePasswordForEachRegionAndIdentity() {
    var passwords = new RegistryPasswords();
    Host host = host();
    RegistryPassword first = passwords.password(OWN, SESSION, ecr(), host);
    EcrRegistry other = EcrRegistry.of("444455556666", "eu-central-1");
    assertEquals(first, passwords.password(other, SESSION, ecr(), host));
    EcrRegistry elsewhere = EcrRegistry.of("111122223333", "us-east-1");
    assertNotEquals(first, passwords.password(elsewhere, SESSION, ecr(), host));
    assertEquals(2, aws.calls(CALL).size());
  }
}
