package io.github.rolecall.maven;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo, {@code mvn -q verify -Pdemo}. It runs a GitHub job with the simulator, from its token
 * to a printed identity, first with the Maven goal and then with the action. It prints the log of
 * the job.
 */
public final class Demo {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  private Demo() {}

  public static void main(String[] args) throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      title("The simulator: GitHub's token endpoint and AWS STS at " + aws.url());
      title("1. Maven: examples/maven, where credentials:assume comes before a test and a command");
      boolean maven = run(aws, "maven", mavenBuild());
      title("2. The GitHub action, and a later step of the same job that asks who it is");
      boolean action = run(aws, "action", actionStep(), laterStep());
      title("The calls that the simulator saw, each checked as AWS checks it");
      aws.calls().forEach(call -> System.out.println(call.status() + " " + call.name()));
      if (!maven || !action) {
        throw new IllegalStateException("the demo failed; its log says why");
      }
    }
  }

  private static void title(String text) {
    System.out.println("\n=== " + text + "\n");
  }

  private static Step mavenBuild() {
    return Step.action("maven", Mvn.of(Mvn.three(), "--quiet", "package"), Map.of());
  }

  private static Step actionStep() {
    return Step.action(
        "action",
        rolecall("action"),
        rolecall("action"),
        Map.of("role-to-assume", ROLE, "aws-region", "us-east-1"));
  }

  private static Step laterStep() {
    return Step.script("whoami", String.join(" ", rolecall("whoami").words()));
  }

  private static CommandLine rolecall(String argument) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new CommandLine(
        List.of(java, Mvn.trustStore(), "-jar", System.getProperty("rolecall.jar"), argument));
  }

  private static boolean run(FakeAws aws, String name, Step... steps) throws IOException {
    Workspace workspace = Workspace.example("demo-" + name);
    Map<String, String> environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("PATH", System.getenv("PATH") + File.pathSeparator + "/bin");
    environment.put("HOME", Files.createDirectories(workspace.folder().resolve("home")).toString());
    WorkflowRun job = WorkflowRun.start(workspace.folder(), environment);
    for (Step step : steps) {
      job.run(step);
    }
    job.finish();
    System.out.println(job.log().visible().strip());
    return !job.failed();
  }
}
