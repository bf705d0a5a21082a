package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests options of Pulumi's provider that restrict, skip or declare something, in every kind of
 * file.
 */
class ProviderOptionsTest {
  private static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

  @TempDir Path folder;

  private Planned stack(String... keys) {
    return Planned.command(
            folder, "Pulumi.dev.yaml", "config:\n  " + String.join("\n  ", keys) + "\n")
        .region();
  }

  private static String role(String more) {
    return "aws:assumeRole: {roleArn: '" + ROLE + "'" + more + "}";
  }

  // skipMetadataApiCheck

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config: {}",
        "config: {shop:a: 1}",
        "runtime: nodejs\nname: shop",
        "values: {}",
        "settings: {operationContext: {}}"
      })
  void filesOfPulumiAskNoInstance(String text) {
    Plan plan = Planned.command(folder, "f.yaml", text + "\n").region().plan();
    assertEquals(Map.of(DISABLED, "true"), plan.variables().values());
    var nothing = (IdentityProblem.NoCredentials) ((Source.Ambient) plan.source()).otherwise();
    assertTrue(nothing.facts().toString().contains("skipMetadataApiCheck"), nothing.toString());
    assertTrue(
        plan.notes().reasons().toString().contains("the default of skipMetadataApiCheck in "),
        plan.notes().reasons().toString());
  }

  @Test
  void aFileOfPulumiCanAllowIt() {
    for (String off : List.of("false", "'false'", "'False'", "{value: false}")) {
      Plan plan = stack("aws:skipMetadataApiCheck: " + off).plan();
      assertEquals("false", plan.variables().values().get(DISABLED));
    }
    assertEquals("`true` or `false`", stack("aws:skipMetadataApiCheck: no").invalid().expected());
  }

  @Test
  void ourOwnFileAsksTheInstanceAsEverySource() {
    Plan plan = Planned.command(folder, "f.yaml", "maxRetries: 3\n").region().plan();
    assertEquals(Map.of(), plan.variables().values());
  }

  // Guards

  @Test
  void theTwoGuardsAreAConflict() {
    String[] both = {"aws:allowedAccountIds: ['1']", "aws:forbiddenAccountIds: ['2']"};
    Planned planned = stack(both[1], both[0]).keys();
    var conflict = planned.problem(InputProblem.Conflict.class);
    assertEquals(planned.at("aws:forbiddenAccountIds", 2), conflict.first());
    assertEquals(planned.at("aws:allowedAccountIds", 3), conflict.second());
    Planned.command(folder, "f.yaml", "allowedAccountIds: ['1']\nforbiddenAccountIds: ['2']\n")
        .problem(InputProblem.Conflict.class);
    Plan plan =
        stack("aws:allowedAccountIds: ['111122223333']")
            .keys()
            .with(Input.FORBIDDEN_ACCOUNT_IDS, "444455556666")
            .plan();
    assertEquals(List.of("111122223333"), plan.guards().allowedAccounts());
    assertEquals(List.of("444455556666"), plan.guards().forbiddenAccounts());
  }

  // skipCredentialsValidation, skipRequestingAccountId

  @ParameterizedTest
  @ValueSource(strings = {"skipCredentialsValidation", "skipRequestingAccountId"})
  void whatIsSkippedIsNotAskedOrRefused(String option) {
    for (String on : List.of("true", "'true'", "'TRUE'", "{value: true}")) {
      String line = "aws:" + option + ": " + on;
      // The answer for the role contains its identity, so no other call is needed.
      stack(line, role("")).keys().plan().refuseUnwanted();
      Planned alone = stack(line).keys();
      assertEquals(alone.at("aws:" + option, 2), refused(alone.plan()).name());
      assertTrue(refused(alone.plan()).expected().contains("must call sts:GetCallerIdentity"));
      refused(stack(line, role("")).keys().with(Input.MASK_AWS_ACCOUNT_ID, "true").plan());
      refused(stack(line, role("")).keys().with(Input.USE_EXISTING_CREDENTIALS, "true").plan());
      refused(stack(line).keys().with(Input.ROLE_TO_ASSUME, "Deploy").plan());
    }
    for (String off : List.of("false", "'false'")) {
      stack("aws:" + option + ": " + off).keys().plan().refuseUnwanted();
      stack("aws:" + option + ": " + off)
          .keys()
          .with(Input.ALLOWED_ACCOUNT_IDS, "111122223333")
          .plan()
          .refuseUnwanted();
    }
    assertEquals(
        "`true` or `false`", stack("aws:" + option + ": 'yes'").keys().invalid().expected());
  }

  private static InputProblem.Invalid refused(Plan plan) {
    var thrown = assertThrows(CredentialsException.class, plan::refuseUnwanted);
    return (InputProblem.Invalid) thrown.problem();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:allowedAccountIds: ['111122223333'], allowed-account-ids",
    "aws:forbiddenAccountIds: ['111122223333'], forbidden-account-ids"
  })
  void noGuardIsSkipped(String guard, String key) {
    Planned planned = stack("aws:skipRequestingAccountId: 'true'", guard, role("")).keys();
    var conflict = planned.problem(InputProblem.Conflict.class);
    assertEquals(planned.at("aws:skipRequestingAccountId", 2), conflict.first());
    assertEquals(planned.at(guard.substring(0, guard.indexOf(": ")), 3), conflict.second());
    Input input = Input.valueOf(key.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    stack("aws:skipRequestingAccountId: true", role(""))
        .keys()
        .with(input, "111122223333")
        .problem(InputProblem.Conflict.class);
    stack("aws:skipCredentialsValidation: true", guard, role("")).keys().plan().refuseUnwanted();
  }

  // Declarations

  @Test
  void aProjectDeclaresItsValues() {
    Plan plan =
        Planned.command(
                folder,
                "Pulumi.yaml",
                """
                name: shop
                runtime: nodejs
                config:
                  shop:replicas: {type: integer, default: 3}
                  aws:region: {value: eu-central-1, description: where}
                  aws:allowedAccountIds: {value: ["111122223333"], secret: false}
                  aws:assumeRole:
                    value:
                      roleArn: {value: "arn:aws:iam::111122223333:role/Deploy"}
                      externalId: {value: partner-7, secret: true}
                      durationSeconds: {value: 1800}
                      policyArns: {value: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}
                      tags: {value: a}
                """)
            .keys()
            .plan();
    assertEquals("eu-central-1", plan.region());
    assertEquals(List.of("111122223333"), plan.guards().allowedAccounts());
    assertEquals("partner-7", plan.chain().get(0).externalId().get());
    assertEquals(1800, plan.chain().get(0).durationSeconds());
    assertEquals(1, plan.chain().get(0).policies().managed().size());
    assertEquals("value", plan.chain().get(0).tags().get(0).key());
    assertFalse(
        plan.notes().reasons().toString().contains("partner-7"), plan.notes().reasons().toString());
  }

  @Test
  void keysCanBeDeclaredAsSecrets() {
    Plan plan =
        stack(
                "aws:accessKey: {value: AKIADECLARED, secret: true}",
                "aws:secretKey: {secret: true, value: s3cret}")
            .plan();
    assertEquals("s3cret", ((Source.Keys) plan.source()).credentials().secretAccessKey().reveal());
  }

  @Test
  void aDeclarationWithoutValueIsRefused() {
    for (String declared : List.of("{default: x}", "{secret: true}", "{type: string}")) {
      Planned planned = stack("aws:region: " + declared);
      assertEquals(planned.at("aws:region", 2), planned.invalid().name());
      assertTrue(planned.invalid().expected().contains("`value`"), planned.invalid().expected());
    }
    Planned planned = stack("aws:region: {value: eu-west-1, secret: maybe}");
    assertEquals(planned.at("aws:region.secret", 2), planned.invalid().name());
    stack("aws:region: {value: {secure: abc}, secret: true}")
        .env("AWS_REGION", "")
        .problem(InputProblem.ConfigEncrypted.class);
  }

  @Test
  void aProjectWhoseFilesAreElsewhereSaysSo() {
    Plan plan =
        Planned.command(folder, "Pulumi.yaml", "name: a\nruntime: go\nconfig: ./stacks\n")
            .region()
            .plan();
    assertTrue(
        plan.notes().warnings().get(0).startsWith("config in "),
        plan.notes().warnings().toString());
  }
}
