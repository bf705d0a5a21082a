package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * Tests every row about an option of the AWS CLI: it must change the request to STS, or the plan.
 */
class ComingFromOptionsTest {
  private static final String BY_KEYS = "Options of aws sts assume-role";
  private static final String BY_TOKEN = "Options of aws sts assume-role-with-web-identity";
  private static final String COMMON = "Options of every command";
  private static final String CHAINED = "arn:aws:iam::111122223333:role/Chained";
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final String TAGS = "{\"Team\":\"payments\"}";

  /** A value of an input, and text that appears only with it. */
  private record Use(String value, String expected) {}

  private static final Map<Input, Use> USES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Input.ROLE_TO_ASSUME, new Use("", "RoleArn=arn:aws:iam::111122223333:")),
              Map.entry(Input.ROLE_SESSION_NAME, new Use("mine", "RoleSessionName=mine")),
              Map.entry(
                  Input.MANAGED_SESSION_POLICIES,
                  new Use(POLICY, "PolicyArns.member.1.arn=" + POLICY)),
              Map.entry(
                  Input.INLINE_SESSION_POLICY,
                  new Use("{\"Version\":\"2012-10-17\",\"Statement\":[]}", "Policy={")),
              Map.entry(Input.ROLE_DURATION_SECONDS, new Use("1800", "DurationSeconds=1800")),
              Map.entry(Input.CUSTOM_TAGS, new Use(TAGS, "Tags.member.1.Key=Team")),
              Map.entry(
                  Input.TRANSITIVE_TAG_KEYS, new Use("Team", "TransitiveTagKeys.member.1=Team")),
              Map.entry(Input.ROLE_EXTERNAL_ID, new Use("partner", "ExternalId=partner")),
              Map.entry(Input.ROLE_SOURCE_IDENTITY, new Use("jane", "SourceIdentity=jane")),
              Map.entry(
                  Input.WEB_IDENTITY_TOKEN_FILE, new Use("token", "WebIdentityToken=<token>")),
              Map.entry(Input.SOURCE_PROFILE, new Use("dev", "from the profile dev")),
              Map.entry(Input.AWS_REGION, new Use("eu-west-3", "region eu-west-3")),
              Map.entry(
                  Input.STS_ENDPOINT, new Use("http://127.0.0.1:2", "endpoint http://127.0.0.1:2")),
              Map.entry(Input.ACTION_TIMEOUT_S, new Use("77", "time PT1M17S"))));

  @TempDir Path home;

  record Option(String heading, Row row) {
    @Override
    public String toString() {
      return row + " of " + heading;
    }
  }

  static Stream<Option> options() {
    return Stream.of(BY_KEYS, BY_TOKEN, COMMON)
        .flatMap(heading -> ComingFrom.rows(heading).stream().map(row -> new Option(heading, row)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theOptionDoesWhatItsRowSays(Option option) throws IOException {
    Row row = option.row();
    switch (row.here()) {
      case "none" -> {
        Set<String> ours = new TreeSet<>();
        Stream.of(Input.values()).forEach(input -> ours.add("--" + input.key()));
        // --output has another meaning here: the format of a trust policy.
        assertFalse(ours.contains(row.what()) && !row.what().equals("--output"), row.what());
      }
      case "`mfa_serial` of a profile" ->
          assertEquals(
              "read",
              ComingFrom.rows("Keys of a profile").stream()
                  .filter(key -> key.what().equals("mfa_serial"))
                  .map(Row::here)
                  .collect(Collectors.joining()));
      case "`AWS_CA_BUNDLE` in the environment" ->
          assertTrue(
              ComingFrom.rows("Environment variables").stream()
                  .anyMatch(key -> key.what().equals("AWS_CA_BUNDLE")));
      case "`--verbose`" ->
          CommandReference.specs()
              .forEach(command -> assertNotNull(command.findOption("--verbose"), command.name()));
      case "`--config`" ->
          assertTrue(
              ComingFrom.rows("Pulumi").stream().anyMatch(r -> r.here().contains("--config ")));
      default -> {
        Input input = ComingFromVariablesTest.input(row.code());
        assertDoes(option.heading(), input);
        if (!option.heading().equals(COMMON)) {
          String parameter = USES.get(input).expected().replaceFirst("[.=].*", "");
          assertEquals(row.what(), option(parameter), "the parameter of STS that it sets");
        }
      }
    }
  }

  private void assertDoes(String heading, Input input) throws IOException {
    Use use = USES.get(input);
    assertTrue(use != null, "nothing shows what " + input + " does");
    var environment = new HashMap<String, String>();
    var written = new EnumMap<Input, String>(Input.class);
    written.put(Input.AWS_REGION, "us-east-1");
    if (heading.equals(BY_TOKEN)) {
      written.put(Input.ROLE_TO_ASSUME, DEPLOY);
      written.put(Input.WEB_IDENTITY_TOKEN_FILE, "token");
    } else {
      if (input != Input.SOURCE_PROFILE) {
        environment.put("AWS_ACCESS_KEY_ID", Observation.KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", Observation.SECRET);
      }
      written.put(Input.ROLE_TO_ASSUME, CHAINED);
    }
    if (input == Input.TRANSITIVE_TAG_KEYS) {
      written.put(Input.CUSTOM_TAGS, TAGS);
    }
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/config"),
        "[profile dev]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(Observation.KEY, Observation.SECRET));
    var without = new EnumMap<>(written);
    without.remove(input);
    if (!use.value().isEmpty()) {
      written.put(input, use.value());
    }
    String with = Observation.of(home, environment, written);
    assertTrue(with.contains(use.expected()), with);
    assertFalse(Observation.of(home, environment, without).contains(use.expected()));
  }

  /** The parameters come from the API model of STS, in the spelling of the AWS CLI. */
  @Test
  void everyParameterOfStsHasARow() {
    assertEquals(options(AssumeRoleRequest.builder().build().sdkFields()), names(BY_KEYS));
    assertEquals(
        options(AssumeRoleWithWebIdentityRequest.builder().build().sdkFields()), names(BY_TOKEN));
  }

  private static Set<String> names(String heading) {
    return ComingFrom.rows(heading).stream()
        .map(Row::what)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> options(List<SdkField<?>> fields) {
    return fields.stream()
        .map(field -> option(field.memberName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String option(String parameter) {
    return "--" + parameter.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
