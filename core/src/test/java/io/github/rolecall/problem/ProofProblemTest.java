package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the remedies for an unexpected answer depend on the server that sent it. */
class ProofProblemTest {
  private static final Instant DATE = Instant.parse("2026-11-21T12:00:00Z");

  private static StsCall call(String endpoint) {
    return new StsCall(
        "AssumeRole",
        RoleArn.parse("arn:aws:iam::111122223333:role/ci/Deploy"),
        Optional.empty(),
        Optional.empty(),
        "us-east-1",
        endpoint);
  }

  private static String remedies(Problem problem) {
    return String.join("\n", problem.remedies(FrontEnd.COMMAND));
  }

  @ParameterizedTest
  @CsvSource({
    "https://sts.us-east-1.amazonaws.com, true",
    "https://sts.cn-north-1.amazonaws.com.cn, true",
    "https://sts.eusc-de-east-1.amazonaws.eu, true",
    "https://sts.us-east-1.api.aws, true",
    "https://sts.us-iso-east-1.c2s.ic.gov:443/, true",
    "https://amazonaws.com.example.com, false",
    "https://notamazonaws.com, false",
    "http://127.0.0.1:4566, false"
  })
  void whoAnsweredIsNamed(String endpoint, boolean ofAws) {
    StsCall call = call(endpoint);
    for (Problem problem :
        List.of(
            new ProofProblem.Unproven(call, "reason"),
            new ProofProblem.Ended("STS", DATE, DATE, Optional.of(call)),
            new ProofProblem.Malformed("STS", "session token", "is empty", Optional.of(call)))) {
      String remedies = remedies(problem);
      assertTrue(remedies.contains(endpoint), remedies);
      assertEquals(ofAws, remedies.contains("proxy"), remedies);
      assertEquals(!ofAws, remedies.contains("AWS_ENDPOINT_URL_STS"), remedies);
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void whoIsNotStsIsNotCalledSo(FrontEnd words) {
    var malformed =
        new ProofProblem.Malformed(
            "the profile dev", "session token", "is empty", Optional.empty());
    assertEquals("The credentials from the profile dev are invalid", malformed.what(words));
    assertFalse(malformed.message(words).contains("STS"), malformed.message(words));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::111122223333:assumed-role/deploy/ci, true",
    "arn:aws:sts::111122223333:assumed-role/Deployer/ci, false",
    "arn:aws:sts::111122223333:assumed-role/Deploy/ci, false",
    "somebody, false"
  })
  void theSpellingIsARemedyWhereOnlyCapitalsDiffer(String arn, boolean told) {
    var problem =
        new ProofProblem.OtherIdentity(
            call("https://sts.us-east-1.amazonaws.com"),
            List.of(Fact.difference("role name", "Deploy", "another")),
            new CallerIdentity("111122223333", arn, ""));
    assertEquals(
        told,
        remedies(problem).contains("--role-to-assume arn:aws:iam::111122223333:role/ci/deploy"),
        remedies(problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token-of-a-server-that-mixes-up-fields", ""})
  void whatIsNoArnIsNotShown(String arn) {
    var problem =
        new ProofProblem.OtherIdentity(
            call("http://localhost"), List.of(), new CallerIdentity("", arn, ""));
    assertEquals("(no ARN)", Thrown.fact(problem, "identity"));
  }

  @Test
  void credentialsOfAWholeAreNotFlawed() {
    var whole =
        new SessionCredentials(
            "ASIA", new Secret("a/+=~!"), Optional.of(new Secret("t.-_")), Optional.empty());
    assertEquals(Optional.empty(), whole.flaw(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse battery staple", "value; # semicolon", "gehe\u00efm \ud83d\ude00"})
  void aPassPhraseIsASecretThatAUserMayHaveChosen(String phrase) {
    var keys =
        new SessionCredentials("minio", new Secret(phrase), Optional.empty(), Optional.empty());
    assertEquals(Optional.empty(), keys.flaw(false));
    assertEquals("secret access key", keys.flaw(true).orElseThrow().part());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "one\ntwo", "one\ttwo", "one\u0000two", "one\u2028two"})
  void aLineBreakIsInNoSecret(String text) {
    var keys =
        new SessionCredentials("minio", new Secret(text), Optional.empty(), Optional.empty());
    assertEquals("secret access key", keys.flaw(false).orElseThrow().part());
  }
}
