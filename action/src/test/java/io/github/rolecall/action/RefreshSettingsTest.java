package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Role;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.refresh.CacheKey;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a later step renews the role that this step assumed, whatever its environment is. */
class RefreshSettingsTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<Input, String> inputs = new EnumMap<>(Input.class);

  @BeforeEach
  void job() {
    environment.putAll(
        Map.of(
            "GITHUB_ACTIONS", "true",
            "GITHUB_REPOSITORY", "octo/shop",
            "GITHUB_WORKFLOW", "Deploy it",
            "GITHUB_ACTION", "__run",
            "GITHUB_ACTOR", "octocat[bot]",
            "GITHUB_SHA", "0123",
            "GITHUB_REF", "refs/heads/main",
            "ACTIONS_ID_TOKEN_REQUEST_URL", "https://token.actions.githubusercontent.com/x?a=b",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "secret"));
    inputs.put(Input.ROLE_TO_ASSUME, DEPLOY);
    inputs.put(Input.AWS_REGION, "eu-central-1");
  }

  private Host host(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return Host.of(all, folder, folder, new PrintStream(OutputStream.nullOutputStream()));
  }

  private PlannedRole here() {
    Host host = host(Map.of());
    Inputs written = Inputs.of(FrontEnd.ACTION, inputs, environment);
    return new Planner(host, new GitHubActions(host)).plan(WholeInputs.of(written, host)).get(0);
  }

  /** Returns the plan of the command in a later step. */
  private Plan later(String settings, Map<String, String> more) throws Exception {
    Files.writeString(folder.resolve("settings-x"), settings);
    Host host = host(more);
    Inputs written =
        Inputs.of(FrontEnd.COMMAND, Map.of(Input.CONFIG, "settings-x"), host.environment());
    return new Planner(host, new GitHubActions(host))
        .plan(WholeInputs.of(written, host))
        .get(0)
        .plan();
  }

  private void assertSame(Map<String, String> more) throws Exception {
    PlannedRole role = here();
    assertEquals("", new RefreshSettings(role, false).obstacle().orElse(""));
    Plan plan = role.plan();
    Plan later = later(new RefreshSettings(role, false).text(), more);
    assertEquals(
        plan.chain().stream().map(Role::withoutDroppableTags).map(Role::target).toList(),
        later.chain().stream().map(Role::target).toList());
    for (int i = 0; i < plan.chain().size(); i++) {
      Role one = plan.chain().get(i);
      Role other = later.chain().get(i);
      assertEquals(one.sessionName(), other.sessionName());
      assertEquals(one.durationSeconds(), other.durationSeconds());
      assertEquals(one.externalId(), other.externalId());
      assertEquals(one.sourceIdentity(), other.sourceIdentity());
      assertEquals(one.policies(), other.policies());
      assertEquals(one.transitiveTagKeys(), other.transitiveTagKeys());
      assertEquals(tags(one), tags(other));
    }
    assertEquals(plan.source(), later.source());
    assertEquals(plan.region(), later.region());
    assertEquals(plan.guards(), later.guards());
    assertEquals(plan.reach().stsRegion(), later.reach().stsRegion());
    assertEquals(plan.network().stsEndpoint(), later.network().stsEndpoint());
    assertEquals(plan.network().proxies().toString(), later.network().proxies().toString());
    assertEquals(plan.reach().retry(), later.reach().retry());
    // If no tag can be dropped, both steps use the same cache.
    if (plan.chain().size() == 1) {
      Host host = host(Map.of());
      assertEquals(
          CacheKey.of(plan, new GitHubActions(host), host),
          CacheKey.of(later, new GitHubActions(host), host));
    }
  }

  private static Map<String, String> tags(Role role) {
    var tags = new HashMap<String, String>();
    role.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  @Test
  void oneRole() throws Exception {
    assertSame(Map.of());
  }

  @Test
  void everyOptionOfARole() throws Exception {
    inputs.put(Input.ROLE_SESSION_NAME, "deploy@shop");
    inputs.put(Input.ROLE_DURATION_SECONDS, "1800");
    inputs.put(
        Input.INLINE_SESSION_POLICY,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"a\":\"${b}\"}]}");
    inputs.put(
        Input.MANAGED_SESSION_POLICIES, "arn:aws:iam::aws:policy/A\narn:aws:iam::aws:policy/B");
    inputs.put(Input.AUDIENCE, "https://shop.example");
    inputs.put(Input.ALLOWED_ACCOUNT_IDS, "111122223333, 444455556666");
    inputs.put(Input.FORBIDDEN_ACCOUNT_IDS, "777788889999");
    inputs.put(Input.STS_REGION, "eu-west-1");
    inputs.put(Input.HTTP_PROXY, "http://user:p%40ss@proxy.example:8080");
    inputs.put(Input.NO_PROXY, "localhost,.internal");
    inputs.put(Input.RETRY_MAX_ATTEMPTS, "3");
    assertSame(Map.of());
  }

  @Test
  void aChainWithTheTagsOfThisStep() throws Exception {
    inputs.put(Input.ROLE_TO_ASSUME, DEPLOY + "\nTarget");
    inputs.put(Input.ROLE_EXTERNAL_ID, "partner");
    inputs.put(Input.CUSTOM_TAGS, "{\"Team\":\"payments\",\"Empty\":\"\",\"Note\":\"x: y\"}");
    inputs.put(Input.TRANSITIVE_TAG_KEYS, "Team");
    inputs.put(Input.ROLE_SOURCE_IDENTITY, "octocat");
    assertSame(Map.of("GITHUB_ACTION", "another", "GITHUB_SHA", "4567"));
  }

  @Test
  void aChainOfAFileThatDescribesEachRole() throws Exception {
    inputs.remove(Input.ROLE_TO_ASSUME);
    inputs.put(Input.CONFIG, "chain.yaml");
    Files.writeString(
        folder.resolve("chain.yaml"),
        """
        useFipsEndpoint: true
        assumeRoleWithWebIdentity: {roleArn: 'arn:aws:iam::111122223333:role/Deploy'}
        assumeRole:
          - {roleArn: 'arn:aws:iam::444455556666:role/Hub', externalId: partner}
          - roleArn: arn:aws:iam::777788889999:role/Target
            duration: 30m
            tags: {Team: payments}
        """);
    assertSame(Map.of());
  }

  /** Variables of a later step that would set inputs, or would be another source. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLE_TO_ASSUME",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "ROLE_DURATION_SECONDS",
        "AUDIENCE",
        "INLINE_SESSION_POLICY",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_PROFILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "ROLE_CHAINING",
        "FORCE_SKIP_OIDC",
        "TRANSLATE_ENV_VARIABLES",
        "CUSTOM_TAGS"
      })
  void theEnvironmentOfALaterStepChangesNothing(String variable) throws Exception {
    assertSame(Map.of(variable, "true"));
  }

  @Test
  void withoutTheTokenOfTheJobNothingElseTakesItsPlace() {
    String settings = new RefreshSettings(here(), false).text();
    environment.remove("ACTIONS_ID_TOKEN_REQUEST_URL");
    var failure =
        assertThrows(
            CredentialsException.class,
            () ->
                later(
                    settings,
                    Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "secret")));
    assertTrue(failure.problem().code().contains("token"), failure.problem()::code);
  }

  @Test
  void whatOnlyThisStepHasIsAnObstacle() throws Exception {
    inputs.put(Input.CONFIG, "settings.yaml");
    Files.writeString(folder.resolve("ca.pem"), "");
    Files.writeString(folder.resolve("settings.yaml"), "customCaBundle: ca.pem\n");
    assertEquals(
        List.of("the file of settings sets AWS_CA_BUNDLE, for this step only"),
        new RefreshSettings(here(), false).obstacle().stream().toList());
  }
}
