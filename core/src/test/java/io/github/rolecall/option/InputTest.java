package io.github.rolecall.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InputTest {

  @ParameterizedTest
  @CsvSource({
    "AWS_REGION, aws-region, awsRegion",
    "ROLE_TO_ASSUME, role-to-assume, roleToAssume",
    "ACTION_TIMEOUT_S, action-timeout-s, actionTimeoutS",
    "AUDIENCE, audience, audience",
    "WEB_IDENTITY_TOKEN_ENV, web-identity-token-env, webIdentityTokenEnv"
  })
  void anInputIsSpelledInThreeWays(Input input, String key, String parameter) {
    assertEquals(key, input.key());
    assertEquals(parameter, input.parameter());
    assertEquals(key + ": v", FrontEnd.ACTION.assign(input, "v"));
    assertEquals("<" + parameter + ">v</" + parameter + ">", FrontEnd.MAVEN.assign(input, "v"));
    assertEquals("--" + key + " v", FrontEnd.COMMAND.assign(input, "v"));
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void theNameInTheTableIsTheKey(Input input) {
    assertEquals(input.name(), input.key().replace('-', '_').toUpperCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void everyInputIsDocumented(Input input) {
    assertTrue(input.documentation().matches("(?s)[`A-Z].*\\."), input.documentation());
    assertFalse(input.standard().endsWith("."), input.standard());
    assertFalse(input.frontEnds().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void secretsAreGivenAsValuesInTheActionOnly(Input input) {
    // Maven prints parameters with -X, and every process can read the arguments of another.
    if (input.secret()) {
      assertEquals(EnumSet.of(FrontEnd.ACTION), input.frontEnds());
    }
  }

  @Test
  void exactlyTheThreeSecretsAreSecret() {
    var secrets = EnumSet.noneOf(Input.class);
    for (Input input : Input.values()) {
      if (input.secret()) {
        secrets.add(input);
      }
    }
    assertEquals(
        EnumSet.of(Input.AWS_SECRET_ACCESS_KEY, Input.AWS_SESSION_TOKEN, Input.WEB_IDENTITY_TOKEN),
        secrets);
  }

  @Test
  void noTwoInputsShareAVariable() {
    var seen = new HashSet<String>();
    for (Input input : Input.values()) {
      for (String variable : input.environment(FrontEnd.MAVEN)) {
        assertTrue(seen.add(variable), variable);
      }
    }
  }

  @Test
  void variablesOfTheActionAreAlsoThoseElsewhere() {
    for (Input input : Input.values()) {
      assertTrue(
          input.environment(FrontEnd.COMMAND).containsAll(input.environment(FrontEnd.ACTION)),
          input.key());
    }
  }
}
