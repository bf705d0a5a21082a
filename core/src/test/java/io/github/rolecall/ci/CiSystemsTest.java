package io.github.rolecall.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Programs;
import io.github.rolecall.host.StandIn;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.iam.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the CI systems other than GitHub and GitLab. Each job starts with its documented
 * environment, gets a token from a simulated token endpoint, and assumes a role that trusts its
 * issuer.
 */
class CiSystemsTest {
  private static final String STS = "sts.amazonaws.com";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Ci";
  private static final String AZURE = "https://vstoken.dev.azure.com/0a1b2c3d";
  private static final String AZURE_AUDIENCE = "api://AzureADTokenExchange";
  private static final String BITBUCKET =
      "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
  private static final String CIRCLE = "https://oidc.circleci.com/org/5e1f";
  private static final String BUILDKITE = "https://agent.buildkite.com";
  private static final String PULUMI = "https://api.pulumi.com/oidc";
  private static final String TERRAFORM = "https://app.terraform.io";
  private static final String SPACELIFT = "https://acme.app.spacelift.io";
  private static final String SEMAPHORE = "https://acme.semaphoreci.com";
  private static final String CODEFRESH = "https://oidc.codefresh.io";
  private static final String JENKINS = "https://jenkins.example.com/oidc";
  private static final String VERCEL = "https://oidc.vercel.com/acme";

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final RecordingConsole console = new RecordingConsole();
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  /** Returns a token of the issuer with this subject and audience. */
  private String token(String issuer, String subject, Object audience) {
    return aws.issuer(issuer).mint(Map.of("sub", subject, "aud", audience));
  }

  /** Adds the issuer as a provider of the account, and a role that trusts only this subject. */
  private void trusting(String issuer, String audience, String subject) {
    String name = issuer.substring("https://".length());
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/%1$s"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"%1$s:aud": "%2$s", "%1$s:sub": "%3$s"}}}]}
        """
            .formatted(name, audience, subject);
    aws.close();
    aws =
        FakeAws.start(
            World.parse(
                """
                {"providers": [{"account": "111122223333", "issuer": "%s", "clientIds": ["%s"]}],
                 "roles": [{"arn": "%s", "maxSessionDuration": 3600, "trust": %s}]}
                """
                    .formatted(issuer, audience, ROLE, trust)));
  }

  private CiSystemsTest env(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return this;
  }

  private Host host() {
    return TestHost.at(folder, environment);
  }

  private Assumed assume() {
    return assume(CiPlatform.detect(host()));
  }

  private Assumed assume(CiPlatform platform) {
    written.put(Input.AWS_REGION, "us-east-1");
    written.put(Input.ROLE_TO_ASSUME, ROLE);
    written.put(Input.STS_ENDPOINT, aws.url().toString());
    written.put(Input.DISABLE_RETRY, "true");
    Inputs inputs = Inputs.of(FrontEnd.COMMAND, written, environment);
    return new Assume(host(), platform, console)
        .run(new Planner(host(), platform).plan(inputs))
        .get(0);
  }

  private void assumes(String sessionName) {
    assumes(CiPlatform.detect(host()), sessionName);
  }

  private void assumes(CiPlatform platform, String sessionName) {
    Assumed assumed = assume(platform);
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Ci/" + sessionName, assumed.identity().arn());
    List<Call> calls = aws.calls("AssumeRoleWithWebIdentity");
    assertEquals(
        Optional.of(UserAgent.of(platform.name(), platform.run()).text()),
        calls.get(calls.size() - 1).userAgent());
  }

  @Test
  void bitbucketPutsTheTokenIntoTheStep() {
    trusting(BITBUCKET, STS, "{a}:{b}");
    env(
        "BITBUCKET_BUILD_NUMBER", "7",
        "BITBUCKET_REPO_FULL_NAME", "acme/shop",
        "BITBUCKET_STEP_OIDC_TOKEN", token(BITBUCKET, "{a}:{b}", STS));
    assumes("Bitbucket-acme-shop-7");
  }

  @Test
  void aBitbucketTokenForSeveralIsRefusedBeforeStsRefusesIt() {
    env(
        "BITBUCKET_BUILD_NUMBER",
        "7",
        "BITBUCKET_STEP_OIDC_TOKEN",
        token(BITBUCKET, "s", List.of(STS, "other")));
    Thrown.problem(TokenProblem.SeveralAudiences.class, this::assume);
    assertEquals(List.of(), aws.calls("AssumeRoleWithWebIdentity"));
  }

  @Test
  void semaphore() {
    trusting(SEMAPHORE, SEMAPHORE, "org:acme");
    env(
        "SEMAPHORE", "true",
        "SEMAPHORE_PROJECT_NAME", "shop",
        "SEMAPHORE_JOB_ID", "j1",
        "SEMAPHORE_OIDC_TOKEN", token(SEMAPHORE, "org:acme", SEMAPHORE));
    assumes("Semaphore-shop-j1");
  }

  @Test
  void terraformCloud() {
    trusting(TERRAFORM, "aws.workload.identity", "organization:acme:run_phase:apply");
    env(
        "TFC_RUN_ID", "run-1",
        "TFC_WORKSPACE_NAME", "prod",
        "TFC_WORKLOAD_IDENTITY_TOKEN",
            token(TERRAFORM, "organization:acme:run_phase:apply", "aws.workload.identity"));
    assumes("Terraform-prod-run-1");
  }

  @Test
  void aTaggedTokenOfTerraformCloudIsNamed() {
    trusting(TERRAFORM, "x", "s");
    env("TFC_RUN_ID", "run-1", "TFC_WORKLOAD_IDENTITY_TOKEN_AWS", token(TERRAFORM, "s", "x"));
    written.put(Input.WEB_IDENTITY_TOKEN_ENV, "TFC_WORKLOAD_IDENTITY_TOKEN_AWS");
    assumes("Terraform-workspace-run-1");
  }

  /** Returns the system with another token file than the one that it mounts. */
  private BasicCiPlatform withFile(CiSystem row, Path file) {
    var token = ((PreissuedToken) row.token()).orFile(file);
    return new BasicCiPlatform(
        host(),
        new CiSystem(
            row.name(),
            row.confirmed(),
            row.detection(),
            token,
            row.missing(),
            row.session(),
            row.run(),
            row.tags()));
  }

  @Test
  void spaceliftByVariableAndByFile() throws Exception {
    trusting(SPACELIFT, "acme.app.spacelift.io", "space:root");
    String token = token(SPACELIFT, "space:root", "acme.app.spacelift.io");
    env("TF_VAR_spacelift_run_id", "r1", "TF_VAR_spacelift_stack_id", "s1");
    Path file = Files.writeString(folder.resolve("spacelift.oidc"), token + "\n");
    assumes(withFile(CiSystems.SPACELIFT, file), "Spacelift-s1-r1");
    env("SPACELIFT_OIDC_TOKEN", token);
    assumes("Spacelift-s1-r1");
  }

  @Test
  void pulumiDeploymentsByVariableAndByFile() throws Exception {
    String subject = "pulumi:deploy:org:acme:project:shop:stack:dev:operation:update:scope:write";
    trusting(PULUMI, "acme", subject);
    String token = token(PULUMI, subject, "acme");
    Path file = Files.writeString(folder.resolve("pulumi.oidc"), token);
    var byFile = withFile(CiSystems.PULUMI_DEPLOYMENTS, file);
    assertTrue(byFile.detected() && byFile.hasToken());
    assumes(byFile, "Pulumi-shop-dev");
    env("PULUMI_OIDC_TOKEN", token);
    assumes("Pulumi-shop-dev");
  }

  @Test
  void jenkinsBindsTheTokenToAVariable() {
    trusting(JENKINS, STS, "https://jenkins.example.com/job/shop/");
    env(
        "JENKINS_URL", "https://jenkins.example.com/",
        "JOB_NAME", "team/shop",
        "BUILD_NUMBER", "42",
        "AWS_ID_TOKEN", token(JENKINS, "https://jenkins.example.com/job/shop/", STS));
    assumes("Jenkins-team-shop-42");
  }

  @Test
  void theFirstTokenOfCircleCiIsTheSecondVersion() {
    trusting(CIRCLE, "5e1f", "v2");
    env(
        "CIRCLECI", "true",
        "CIRCLE_PROJECT_USERNAME", "acme",
        "CIRCLE_PROJECT_REPONAME", "shop",
        "CIRCLE_BUILD_NUM", "9",
        "CIRCLE_OIDC_TOKEN", token(CIRCLE, "v1", "5e1f"),
        "CIRCLE_OIDC_TOKEN_V2", token(CIRCLE, "v2", "5e1f"));
    assumes("CircleCI-acme-shop-9");
  }

  @Test
  void withoutTheSecondVersionTheFirstOneOfCircleCiIsTaken() {
    trusting(CIRCLE, "5e1f", "v1");
    env("CIRCLECI", "true", "CIRCLE_OIDC_TOKEN", token(CIRCLE, "v1", "5e1f"));
    assumes("CircleCI-organization-project-build");
  }

  @Test
  void forAnotherAudienceCircleCisCommandMakesAToken() {
    trusting(CIRCLE, STS, "v2");
    String made = token(CIRCLE, "v2", STS);
    Programs.script(
        folder,
        "circleci",
        "[ \"$*\" = 'run oidc get --claims {\"aud\":\"sts.amazonaws.com\"}' ] || exit 9",
        "echo '" + made + "'");
    env(
        "CIRCLECI",
        "true",
        "PATH",
        folder + ":/bin:/usr/bin",
        "CIRCLE_OIDC_TOKEN_V2",
        token(CIRCLE, "v2", "5e1f"));
    written.put(Input.AUDIENCE, STS);
    assumes("CircleCI-organization-project-build");
    // Nothing else masks the output of the program.
    assertTrue(console.of("mask").contains(made));
  }

  @Test
  void buildkitesAgentIsAskedForTheAudience() {
    trusting(BUILDKITE, STS, "organization:acme");
    Programs.script(
        folder,
        "buildkite-agent",
        "[ \"$*\" = 'oidc request-token --audience sts.amazonaws.com' ] || exit 9",
        "echo '" + token(BUILDKITE, "organization:acme", STS) + "'");
    env(
        "BUILDKITE", "true",
        "BUILDKITE_PIPELINE_SLUG", "shop",
        "BUILDKITE_JOB_ID", "0190-aa",
        "PATH", folder + ":/bin:/usr/bin");
    assumes("Buildkite-shop-0190-aa");
  }

  @Test
  void whatBuildkitesAgentSaysIsToldWithoutSecrets() {
    Programs.script(
        folder,
        "buildkite-agent",
        "echo \"fatal: 401 for $BUILDKITE_AGENT_ACCESS_TOKEN\" >&2; exit 3");
    env(
        "BUILDKITE", "true",
        "BUILDKITE_AGENT_ACCESS_TOKEN", "bkaj-very-secret",
        "PATH", folder + ":/bin:/usr/bin");
    var problem = Thrown.problem(IdentityProblem.CommandFailed.class, this::assume);
    assertEquals("exit code 3", problem.outcome());
    assertEquals("fatal: 401 for ***", problem.stderr());
  }

  @Test
  void aProgramThatPrintsNoTokenIsNamed() {
    Programs.script(folder, "buildkite-agent", "echo not-a-token");
    env("BUILDKITE", "true", "PATH", folder + ":/bin:/usr/bin");
    var problem = Thrown.problem(IdentityProblem.CommandOutput.class, this::assume);
    assertEquals("buildkite-agent", problem.program());
  }

  @Test
  void azureIsAskedByPost() {
    trusting(AZURE, AZURE_AUDIENCE, "p://acme/shop/deploy");
    String token = token(AZURE, "p://acme/shop/deploy", AZURE_AUDIENCE);
    try (var endpoint =
        new StandIn(
            asked ->
                asked.method().equals("POST")
                        && asked.header("Authorization").equals(Optional.of("Bearer system-token"))
                        && asked.header("Content-Type").equals(Optional.of("application/json"))
                        && asked.header("Content-Length").equals(Optional.of("0"))
                    ? new StandIn.Said(200, "{\"oidcToken\":\"" + token + "\"}")
                    : new StandIn.Said(401, ""))) {
      azure(endpoint);
      assumes("Azure-shop-deploy-17");
      assertEquals("/acme/_apis/oidctoken?api-version=7.1", endpoint.asked().get(0).target());
      env("ROLECALL_AZURE_API_VERSION", "7.1-preview.1")
          .env("ROLECALL_AZURE_SERVICE_CONNECTION", "0a-1b");
      assumes("Azure-shop-deploy-17");
      assertEquals(
          "/acme/_apis/oidctoken?api-version=7.1-preview.1&serviceConnectionId=0a-1b",
          endpoint.asked().get(1).target());
      env("ROLECALL_AZURE_SERVICE_CONNECTION", "a&b");
      assertEquals(
          "ROLECALL_AZURE_SERVICE_CONNECTION",
          Thrown.problem(InputProblem.Invalid.class, this::assume).name());
    }
  }

  private void azure(StandIn endpoint) {
    env(
        "TF_BUILD", "True",
        "SYSTEM_OIDCREQUESTURI", endpoint.url() + "/acme/_apis/oidctoken",
        "SYSTEM_ACCESSTOKEN", "system-token",
        "SYSTEM_TEAMPROJECT", "shop",
        "BUILD_DEFINITIONNAME", "deploy",
        "BUILD_BUILDID", "17");
  }

  @Test
  void azuresAudienceCannotBeChosen() {
    String token = token(AZURE, "s", AZURE_AUDIENCE);
    try (var endpoint =
        new StandIn(asked -> new StandIn.Said(200, "{\"oidcToken\":\"" + token + "\"}"))) {
      azure(endpoint);
      written.put(Input.AUDIENCE, STS);
      var problem = Thrown.problem(TokenProblem.AudienceDiffers.class, this::assume);
      assertEquals(List.of("Remove --audience."), problem.remedies(FrontEnd.COMMAND));
    }
  }

  @Test
  void azuresRefusalIsTold() {
    try (var endpoint = new StandIn(asked -> new StandIn.Said(403, "{\"message\":\"no\"}"))) {
      azure(endpoint);
      var problem = Thrown.problem(TokenProblem.Refused.class, this::assume);
      assertEquals("no", problem.answer());
      assertEquals("Azure Pipelines", problem.platform());
    }
  }

  @Test
  void codefreshIsAskedForTheAudience() {
    trusting(CODEFRESH, STS, "account:acme");
    String token = token(CODEFRESH, "account:acme", STS);
    try (var endpoint =
        new StandIn(asked -> new StandIn.Said(200, "{\"id_token\":\"" + token + "\"}"))) {
      env(
          "CF_BUILD_ID", "b1",
          "CF_PIPELINE_NAME", "shop/deploy",
          "CF_OIDC_REQUEST_URL", endpoint.url() + "/token",
          "CF_OIDC_REQUEST_TOKEN", "request-token");
      assumes("Codefresh-shop-deploy-b1");
      StandIn.Asked first = endpoint.asked().get(0);
      assertEquals("GET", first.method());
      assertEquals("/token?audience=sts.amazonaws.com", first.target());
      assertEquals(Optional.of("request-token"), first.header("Authorization"));
      env("ROLECALL_CODEFRESH_AUDIENCE_PARAMETER", "aud")
          .env("ROLECALL_CODEFRESH_AUTHORIZATION_SCHEME", "Bearer");
      assumes("Codefresh-shop-deploy-b1");
      assertEquals("/token?aud=sts.amazonaws.com", endpoint.asked().get(1).target());
      assertEquals(
          Optional.of("Bearer request-token"), endpoint.asked().get(1).header("Authorization"));
    }
  }

  @Test
  void vercelsTokenIsTakenAsItIs() {
    trusting(VERCEL, "https://vercel.com/acme", "owner:acme");
    env(
        "VERCEL", "1",
        "VERCEL_PROJECT_ID", "prj_1",
        "VERCEL_DEPLOYMENT_ID", "dpl_2",
        "VERCEL_OIDC_TOKEN", token(VERCEL, "owner:acme", "https://vercel.com/acme"));
    assumes("Vercel-prj_1-dpl_2");
  }

  @Test
  void forAnotherAudienceVercelsTokenIsExchanged() {
    trusting(VERCEL, STS, "owner:acme");
    String given = token(VERCEL, "owner:acme", "https://vercel.com/acme");
    String other = token(VERCEL, "owner:acme", STS);
    try (var endpoint =
        new StandIn(asked -> new StandIn.Said(200, "{\"token\":\"" + other + "\"}"))) {
      env("VERCEL", "1", "VERCEL_OIDC_TOKEN", given)
          .env("ROLECALL_VERCEL_EXCHANGE_URL", endpoint.url() + "/~token");
      written.put(Input.AUDIENCE, STS);
      assumes("Vercel-project-build");
      StandIn.Asked asked = endpoint.asked().get(0);
      assertEquals("POST /~token", asked.method() + " " + asked.target());
      assertEquals(
          Map.of("token", given, "aud", STS),
          Map.of(
              "token", asked.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1"),
              "aud", asked.body().replaceAll(".*\"aud\":\"([^\"]*)\".*", "$1")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TF_BUILD, True, Azure Pipelines, no-system-access-token, SYSTEM_ACCESSTOKEN",
    "BITBUCKET_BUILD_NUMBER, 7, Bitbucket Pipelines, no-bitbucket-oidc, oidc:",
    "CIRCLECI, true, CircleCI, no-circleci-oidc, context:",
    "BUILDKITE, true, Buildkite, no-buildkite-agent, mount-buildkite-agent: true",
    "SEMAPHORE, true, Semaphore, no-semaphore-oidc, OpenID Connect",
    "CF_BUILD_ID, b, Codefresh, no-codefresh-oidc, obtain-oidc-id-token",
    "TFC_RUN_ID, r, HCP Terraform, no-workload-identity, TFC_WORKLOAD_IDENTITY_AUDIENCE",
    "TF_VAR_spacelift_run_id, r, Spacelift, no-spacelift-oidc, plan",
    "PULUMI_OIDC_TOKEN, '', Pulumi Deployments, no-pulumi-oidc, OpenID Connect",
    "VERCEL, 1, Vercel, no-vercel-oidc, OIDC Federation",
    "JENKINS_URL, u, Jenkins, no-jenkins-oidc, withCredentials",
    "FORGEJO_ACTIONS, true, GitHub Actions, no-openid-connect, enable-openid-connect: true"
  })
  void withoutTokenTheRemedyIsThatOfTheSystem(
      String variable, String value, String name, String code, String remedy) {
    env(variable, value);
    if (variable.startsWith("FORGEJO")) {
      env("GITHUB_ACTIONS", "true");
    }
    CiPlatform platform = CiPlatform.detect(host());
    assertEquals(name, platform.name());
    assertFalse(platform.hasToken());
    assertFalse(platform.hosted());
    assertFalse(platform.tags().isEmpty());
    var problem = Thrown.problem(IdentityProblem.NoIdToken.class, this::assume);
    assertFalse(problem.facts().isEmpty());
    assertEquals(code, problem.code());
    assertTrue(
        problem.remedies(FrontEnd.ACTION).get(0).contains(remedy),
        problem.remedies(FrontEnd.ACTION).toString());
  }

  @Test
  void theIssuerOfAForgejoIsReadFromTheToken() {
    String forgejo = "https://codeberg.org/api/actions";
    trusting(forgejo, STS, "repo:acme/shop:ref:refs/heads/main");
    String token = token(forgejo, "repo:acme/shop:ref:refs/heads/main", STS);
    try (var endpoint =
        new StandIn(asked -> new StandIn.Said(200, "{\"value\":\"" + token + "\"}"))) {
      env(
          "GITHUB_ACTIONS", "true",
          "FORGEJO_ACTIONS", "true",
          "GITHUB_REPOSITORY", "acme/shop",
          "GITHUB_RUN_ID", "1",
          "ACTIONS_ID_TOKEN_REQUEST_URL", endpoint.url() + "/idtoken?placeholder=true",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "bearer");
      assumes("GitHub-acme-shop-1-1");
      assertEquals(
          "/idtoken?placeholder=true&audience=sts.amazonaws.com", endpoint.asked().get(0).target());
    }
  }

  @Test
  void everyTrustPolicyOfTheDocumentationIsOneAndNamesAudienceAndSubject() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "ci.md"));
    List<String> policies =
        Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertEquals(
        Pattern.compile("(?m)^## (?!Any)").matcher(page).results().count(), policies.size());
    for (String policy : policies) {
      Role.of(ROLE, policy);
      String provider = policy.replaceAll("(?s).*oidc-provider/([^\"]+)\".*", "$1");
      assertTrue(policy.contains("\"" + provider + ":aud\": \""), policy);
      assertTrue(policy.contains("\"" + provider + ":sub\": "), policy);
    }
  }

  @Test
  void theDocumentationSaysOfEveryRowHowItWasConfirmed() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "ci.md"));
    for (CiSystem row : CiSystems.ALL) {
      String open = row.confirmed().unsure();
      String cell =
          "[documented]("
              + row.confirmed().link()
              + ")"
              + (open.isEmpty() ? "" : ", except " + open);
      assertTrue(
          page.lines()
              .anyMatch(
                  line -> line.startsWith("| " + row.name() + " |") && line.endsWith(cell + " |")),
          row.name() + ": " + cell);
      assertTrue(page.contains("\n## " + row.name()), row.name());
    }
  }

  @Test
  void aTokenCommandStandsInForSystemsThatAreNotKnown() {
    trusting(JENKINS, STS, "me");
    String token = token(JENKINS, "me", STS);
    Path program = Programs.script(folder, "my token", "echo \"$2\"", "echo noise >&2");
    env("PATH", "/bin:/usr/bin", "USER", "jane");
    written.put(Input.WEB_IDENTITY_TOKEN_COMMAND, "'" + program + "' 'a b' " + token);
    assumes("rolecall-jane");
    assertTrue(console.of("mask").contains(token));
  }

  @ParameterizedTest
  @CsvSource({
    "echo a b, command-output",
    "true, command-output",
    "false, command-failed",
    "no-such-program-here, command-failed",
    "'echo \"open', input-invalid"
  })
  void aTokenCommandThatGivesNoneIsTold(String command, String code) {
    env("PATH", "/bin:/usr/bin");
    written.put(Input.WEB_IDENTITY_TOKEN_COMMAND, command);
    assertEquals(
        code, Thrown.problem(io.github.rolecall.problem.Problem.class, this::assume).code());
  }
}
