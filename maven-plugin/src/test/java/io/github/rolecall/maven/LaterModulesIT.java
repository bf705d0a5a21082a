package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests with one execution in the root pom, and none in the poms of the modules. */
class LaterModulesIT {
  private static final String TOKEN = ": session token of \\d{3,} characters, region us-east-1";

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void commandsOfOtherModulesHaveTheRole(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("later-modules-have-the-role", version);
      WorkflowRun job = WorkflowRun.debugging(workspace.folder(), aws.gitHubJob().environment());

      job.run(Step.action("build", Mvn.of(version, "package"), Map.of()));

      String seen = job.log().visible();
      assertAll(
          () -> assertFalse(job.failed(), seen),
          () -> assertTrue(Pattern.compile("command" + TOKEN).matcher(seen).find(), seen),
          () -> assertTrue(Pattern.compile("ant" + TOKEN).matcher(seen).find(), seen),
          () -> assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size()),
          () -> assertEquals(List.of(), workspace.builtFilesWith(aws.secrets())));
    }
  }
}
