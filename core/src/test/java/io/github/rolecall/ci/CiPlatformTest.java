package io.github.rolecall.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests detection, session names, tags, and export to later steps. */
class CiPlatformTest {

  private static CiPlatform platform(Map<String, String> environment) {
    return CiPlatform.detect(TestHost.of(environment));
  }

  private static ExportTargets exportTargets(Optional<Path> envFile) {
    return new ExportTargets(
        true, false, Optional.empty(), envFile, false, false, ExportTargets.Prefixes.NONE);
  }

  private static Assumed assumed() {
    return new Assumed(
        new SessionCredentials("ASIA", new Secret("s"), Optional.empty(), Optional.empty()),
        new CallerIdentity("111122223333", "arn:aws:sts::111122223333:assumed-role/D/c", "A:c"),
        "eu-central-1",
        Assumed.Origin.ROLE,
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_ACTIONS, true, GitHub Actions",
    "GITHUB_ACTIONS, false, no CI system",
    "GITLAB_CI, true, GitLab CI",
    "CI, true, no CI system"
  })
  void platformsAreDetected(String variable, String value, String name) {
    assertEquals(name, platform(Map.of(variable, value)).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GITHUB_ACTIONS=true GITHUB_RUN_ID=4242 GITHUB_RUN_ATTEMPT=2 GITHUB_ACTION=__run \
            GITHUB_REPOSITORY=o/r | md/run_id#4242 md/attempt#2 md/action#__run md/repository#o+r
          GITLAB_CI=true CI_JOB_ID=302 CI_PIPELINE_ID=31 CI_PROJECT_PATH=g/sub/p \
            CI_SERVER_HOST=gitlab.example.com CI_JOB_TOKEN=glcbt-secret \
            | md/job_id#302 md/pipeline_id#31 md/project#g+sub+p md/server#gitlab.example.com
          TF_BUILD=True BUILD_BUILDID=7 SYSTEM_JOBID=j-1 SYSTEM_JOBATTEMPT=1 \
            SYSTEM_TEAMPROJECT=Shop | md/build_id#7 md/job_id#j-1 md/attempt#1 md/project#Shop
          BITBUCKET_BUILD_NUMBER=7 BITBUCKET_STEP_UUID={1-2} BITBUCKET_REPO_FULL_NAME=a/b \
            | md/build#7 md/step_id#_1-2_ md/repository#a+b
          CIRCLECI=true CIRCLE_BUILD_NUM=7 CIRCLE_WORKFLOW_JOB_ID=j CIRCLE_WORKFLOW_ID=w \
            CIRCLE_PROJECT_USERNAME=a CIRCLE_PROJECT_REPONAME=b \
            | md/build#7 md/job_id#j md/workflow_id#w md/organization#a md/project#b
          BUILDKITE=true BUILDKITE_JOB_ID=j BUILDKITE_BUILD_NUMBER=7 BUILDKITE_PIPELINE_SLUG=p \
            BUILDKITE_ORGANIZATION_SLUG=o | md/job_id#j md/build#7 md/pipeline#p md/organization#o
          SEMAPHORE=true SEMAPHORE_JOB_ID=j SEMAPHORE_WORKFLOW_ID=w SEMAPHORE_PROJECT_NAME=p \
            | md/job_id#j md/workflow_id#w md/project#p
          CF_BUILD_ID=b CF_PIPELINE_NAME=a/p | md/build_id#b md/pipeline#a+p
          TFC_RUN_ID=run-1 TFC_WORKSPACE_NAME=prod | md/run_id#run-1 md/workspace#prod
          TF_VAR_spacelift_run_id=r TF_VAR_spacelift_stack_id=s | md/run_id#r md/stack#s
          PULUMI_OIDC_TOKEN=t PULUMI_STACK=dev | md/stack#dev
          VERCEL=1 VERCEL_DEPLOYMENT_ID=d VERCEL_PROJECT_ID=p | md/deployment_id#d md/project_id#p
          JENKINS_URL=https://j/ BUILD_NUMBER=7 JOB_NAME=a/b | md/build#7 md/job#a+b
          """)
  void theNameOfTheRunLeadsToIt(String variables, String expected) {
    var environment = new HashMap<String, String>();
    for (String variable : variables.strip().split("\\s+", -1)) {
      put(environment, variable.replaceFirst("=.*", ""), variable.replaceFirst("[^=]*=", ""));
    }
    CiPlatform platform = platform(environment);
    assertEquals(
        UserAgent.PLAIN.text() + " md/ci#" + platform.name().replace(' ', '_') + " " + expected,
        UserAgent.of(platform.name(), platform.run()).text());
  }

  @Test
  void withoutACiSystemThereIsNoRunToLeadTo() {
    CiPlatform none = platform(Map.of("USER", "jane"));
    assertEquals(List.of(), none.run());
  }

  @Test
  void detectedAndAbleAreTwoQuestions() {
    try (FakeAws aws = FakeAws.start()) {
      assertTrue(platform(aws.gitHubJob().environment()).hasToken());
      assertFalse(platform(aws.gitHubJob().withoutIdToken().environment()).hasToken());
      assertTrue(platform(aws.gitLabJob().environment()).hasToken());
      assertFalse(platform(aws.gitLabJob().withoutIdToken().environment()).hasToken());
      assertFalse(platform(Map.of()).hasToken());
      assertEquals(Optional.empty(), platform(Map.of()).missingToken());
    }
  }

  @ParameterizedTest
  @CsvSource({"github-hosted, true", "self-hosted, false", "'', false"})
  void onlyGitHubsOwnMachinesAreHosted(String value, boolean hosted) {
    assertEquals(
        hosted, platform(Map.of("GITHUB_ACTIONS", "true", "RUNNER_ENVIRONMENT", value)).hosted());
    assertFalse(platform(Map.of("GITLAB_CI", "true")).hosted());
  }

  @ParameterizedTest
  @CsvSource({
    "o/r, 17, 2, GitHub-o-r-17-2",
    "o/r, 17, , GitHub-o-r-17-1",
    ", , , GitHub-repository-run-1",
    "o/ä ö:r, 17, 1, GitHub-o-----r-17-1"
  })
  void theSessionNameSaysWhichGitHubRunItWas(
      String repository, String run, String attempt, String name) {
    var environment = new HashMap<>(Map.of("GITHUB_ACTIONS", "true"));
    put(environment, "GITHUB_REPOSITORY", repository);
    put(environment, "GITHUB_RUN_ID", run);
    put(environment, "GITHUB_RUN_ATTEMPT", attempt);
    assertEquals(name, platform(environment).sessionName());
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  @Test
  void theSessionNameSaysWhichGitLabJobItWas() {
    assertEquals(
        "GitLab-acme-sub-shop-302",
        platform(
                Map.of("GITLAB_CI", "true", "CI_PROJECT_PATH", "acme/sub/shop", "CI_JOB_ID", "302"))
            .sessionName());
    assertEquals("GitLab-project-job", platform(Map.of("GITLAB_CI", "true")).sessionName());
  }

  @Test
  void elsewhereItSaysWho() {
    assertEquals("rolecall-jane", platform(Map.of("USER", "jane")).sessionName());
    assertEquals("rolecall-local", platform(Map.of()).sessionName());
  }

  @ParameterizedTest
  @CsvSource({"1", "40", "63", "64", "200"})
  void whatIsTooLongIsCutFromTheNameAndNotFromTheId(int length) {
    String name = SessionName.of("GitHub", "r".repeat(length), "123456789-1");
    assertTrue(name.length() <= 64 && name.endsWith("-123456789-1"), name);
    assertTrue(name.matches("[\\w+=,.@-]{2,64}"), name);
    assertEquals(Math.min(64, 19 + length), name.length());
  }

  @Test
  void anIdThatIsTooLongIsCutToo() {
    String name = SessionName.of("GitHub", "name", "9".repeat(80));
    assertEquals(64, name.length(), name);
  }

  @Test
  void gitHubsTagsAreThoseOfThePeerInItsOrder() {
    try (FakeAws aws = FakeAws.start()) {
      List<SessionTag> tags = platform(aws.gitHubJob().event("pull_request").environment()).tags();
      assertEquals(
          List.of(
              "GitHub",
              "Repository",
              "Workflow",
              "Action",
              "Actor",
              "Commit",
              "Branch",
              "EventName",
              "BaseRef",
              "HeadRef",
              "RunId",
              "Job",
              "TriggeringActor"),
          tags.stream().map(SessionTag::key).toList());
      assertEquals(
          List.of("EventName", "BaseRef", "HeadRef", "RunId", "Job", "TriggeringActor"),
          tags.stream().filter(SessionTag::droppable).map(SessionTag::key).toList());
      assertEquals("Actions", tags.get(0).value());
      assertEquals("octo-org/octo-repo", tags.get(1).value());
      assertEquals("refs/pull/1/merge", tags.get(6).value());
    }
  }

  @Test
  void absentValuesMakeNoTag() {
    assertEquals(
        List.of(new SessionTag("GitHub", "Actions", false)),
        platform(Map.of("GITHUB_ACTIONS", "true", "GITHUB_HEAD_REF", "")).tags());
  }

  @Test
  void valuesOfTagsAreCleanedAndCut() {
    assertEquals("a_b c.d_é", SessionTag.sanitized("k", "a#b c.d\né", false).value());
    assertEquals(256, SessionTag.sanitized("k", "x".repeat(300), true).value().length());
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    String value = SessionTag.sanitized("k", "x".repeat(255) + "\ud835\udc9c", false).value();
    assertFalse(Character.isHighSurrogate(value.charAt(value.length() - 1)), "half a letter");
  }

  @Test
  void gitLabsTokenIsTheOneOfTheJob() {
    try (FakeAws aws = FakeAws.start()) {
      Map<String, String> environment = aws.gitLabJob().environment();
      IdentityToken token = platform(environment).token(Optional.empty(), Networks.direct());
      assertEquals(environment.get("AWS_ID_TOKEN"), token.value().reveal());
      assertEquals(
          token, platform(environment).token(Optional.of("sts.amazonaws.com"), Networks.direct()));
      assertEquals(List.of(), aws.calls(), "there is no request");
    }
  }

  @Test
  void gitLabsAudienceIsOnlyCompared() {
    try (FakeAws aws = FakeAws.start()) {
      CiPlatform platform = platform(aws.gitLabJob().audience("a", "b").environment());
      assertFalse(platform.choosesAudience());
      var problem =
          Thrown.problem(
              TokenProblem.AudienceDiffers.class,
              () -> platform.token(Optional.of("c"), Networks.direct()));
      assertEquals("a, b (expected: c)", Thrown.fact(problem, "aud"));
      assertTrue(
          problem.remedies(FrontEnd.COMMAND).get(0).contains("`aud: c` in the job's id_tokens"),
          "first");
      assertTrue(platform.token(Optional.of("b"), Networks.direct()).claims().isPresent());
    }
  }

  @Test
  void aTokenThatCannotBeReadIsNotCompared() {
    CiPlatform platform = platform(Map.of("GITLAB_CI", "true", "AWS_ID_TOKEN", "opaque"));
    assertEquals("opaque", platform.token(Optional.of("c"), Networks.direct()).value().reveal());
  }

  @Test
  void aGitLabJobWithoutTokenIsToldToDeclareOne() {
    IdentityProblem.NoIdToken problem =
        platform(Map.of("GITLAB_CI", "true", "CI_JOB_NAME", "deploy")).missingToken().orElseThrow();
    assertEquals("no-id-tokens", problem.code());
    assertTrue(
        problem.remedies(FrontEnd.ACTION).get(0).contains("id_tokens: { AWS_ID_TOKEN"), "first");
    assertEquals("deploy", Thrown.fact(problem, "job"));
  }

  @Test
  void laterStepsOnGitHubGetVariables(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("env"));
    Exporter exporter =
        platform(Map.of("GITHUB_ACTIONS", "true", "GITHUB_ENV", file.toString()))
            .laterSteps(exportTargets(Optional.empty()))
            .orElseThrow();
    Exporter.Prepared prepared = exporter.prepare(assumed());
    assertEquals("", Files.readString(file), "prepared is not committed");
    prepared.commit();
    assertEquals(
        Map.of(
            "AWS_ACCESS_KEY_ID", "ASIA",
            "AWS_SECRET_ACCESS_KEY", "s",
            "AWS_REGION", "eu-central-1",
            "AWS_DEFAULT_REGION", "eu-central-1"),
        CommandFiles.parse(Files.readString(file)));
  }

  @Test
  void laterStepsOnGitHubCanBeCleared(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("env"));
    var host = TestHost.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_ENV", file.toString()));
    new GitHubActions(host).clearLaterSteps(true, "");
    Map<String, String> variables = CommandFiles.parse(Files.readString(file));
    assertEquals(6, variables.size(), variables.toString());
    assertTrue(variables.values().stream().allMatch(String::isEmpty), variables.toString());
  }

  @Test
  void stateAndOutputsHaveTheirFiles(@TempDir Path folder) throws IOException {
    Path state = Files.createFile(folder.resolve("state"));
    var host = TestHost.of(Map.of("GITHUB_STATE", state.toString()));
    new GitHubActions(host).saveState("exported", "true");
    assertEquals(Map.of("exported", "true"), CommandFiles.parse(Files.readString(state)));
    assertEquals(Optional.empty(), new GitHubActions(host).outputs());
  }

  @ParameterizedTest
  @CsvSource({"RUNNER_TEMP_PROJECT_DIR, tmp, tmp", "CI_PROJECT_DIR, project, project.tmp"})
  void laterCommandsOnGitLabGetAFileBesideTheProject(
      String variable, String folderName, String parent, @TempDir Path folder) {
    Exporter exporter =
        platform(Map.of("GITLAB_CI", "true", variable, folder.resolve(folderName).toString()))
            .laterSteps(exportTargets(Optional.empty()))
            .orElseThrow();
    exporter.prepare(assumed()).commit();
    assertTrue(Files.exists(folder.resolve(parent).resolve("rolecall.env")));
  }

  @Test
  void aFileOfTheUserTakesItsPlace() {
    assertEquals(
        Optional.empty(),
        platform(Map.of("GITLAB_CI", "true", "CI_PROJECT_DIR", "/p"))
            .laterSteps(exportTargets(Optional.of(Path.of("/x")))));
    assertEquals(Optional.empty(), platform(Map.of()).laterSteps(exportTargets(Optional.empty())));
  }
}
