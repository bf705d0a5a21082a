package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that each known message of STS has its own remedies. */
class StsMessagesTest {
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "Deploy");

  private static StsCall call(boolean token) {
    Optional<Claims> claims =
        token
            ? JsonReader.object(
                    JsonWriter.compact(Map.of("iss", "https://i", "sub", "s", "aud", "a")))
                .map(Claims::new)
            : Optional.empty();
    return new StsCall(
        "AssumeRole", Optional.of(ROLE), claims, Optional.empty(), "us-east-1", "https://sts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is not authorized to perform: sts:SetSourceIdentity on resource: x | allow sts:SetSourceIdentity
          The source identity is already set for this assume role session | do not set another one
          with an explicit deny in a resource-based policy | Find it in the policy that AWS names
          Roles may not be assumed by root accounts. | the root user cannot assume roles
          MultiFactorAuthentication failed with invalid MFA one time pass code. | current code
          MultiFactorAuthentication failed, unable to validate MFA code.  Please verify | mfa_serial
          The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token) | not an access token
          Token audience contains more than one audience while authorized party is not present | exactly one audience
          Missing a required claim: iat. | iss, sub, aud, exp and iat
          Token too old: 1795000000 | just before you assume the role
          Token expired: current date/time 2 must be before the expiration date/time 1 | just before you assume the role
          The target role ARN is not present in the roles claim of the identity token | does not list
          OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint | update-open-id-connect-provider-thumbprint
          Request ARN is invalid | --role-to-assume
          Value 'x y' at 'roleSessionName' failed to satisfy constraint | --role-session-name
          Value '1' at 'durationSeconds' failed to satisfy constraint | --role-duration-seconds 3600
          Credential should be scoped to a valid region. | --aws-region
          """)
  void aKnownTextHasItsOwnAdvice(String message, String advice) {
    List<String> remedies = remedies(call(false), message, FrontEnd.COMMAND).orElseThrow();
    assertTrue(remedies.get(0).contains(advice), remedies.toString());
  }

  @Test
  void tagsOfATokenAreAllowedInThePolicyAndNotSwitchedOff() {
    String message = "Not authorized to perform sts:TagSession";
    String byToken = remedies(call(true), message, FrontEnd.COMMAND).orElseThrow().toString();
    assertTrue(
        byToken.contains("[\"sts:AssumeRoleWithWebIdentity\", \"sts:TagSession\"]"), byToken);
    assertTrue(!byToken.contains("--role-skip-session-tagging"), byToken);
    String byKeys = remedies(call(false), message, FrontEnd.COMMAND).orElseThrow().toString();
    assertTrue(byKeys.contains("--role-skip-session-tagging true"), byKeys);
  }

  @Test
  void otherTextsAreLeftToTheirCode() {
    for (String message :
        List.of("", "Rate exceeded", "Not authorized to perform sts:AssumeRoleWithWebIdentity")) {
      assertEquals(Optional.empty(), remedies(call(true), message, FrontEnd.ACTION), message);
    }
  }

  private static Optional<List<String>> remedies(StsCall call, String message, Words words) {
    return StsMessages.remedies(call, message)
        .map(known -> known.stream().flatMap(remedy -> remedy.in(words).stream()).toList());
  }
}
