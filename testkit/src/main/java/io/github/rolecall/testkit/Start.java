package io.github.rolecall.testkit;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts {@link FakeAws} from the command line. Prints the environment of a CI job as lines for a
 * POSIX shell, then serves until it is killed, and writes each call to standard error.
 */
public final class Start {
  private static final String USAGE =
      """
      Usage: java -jar rolecall-testkit.jar [options]
        --p256               use a certificate with a P-256 key (default: RSA, as AWS uses)
        --plain-http         serve HTTP (default: HTTPS, with AWS_CA_BUNDLE for its certificate)
        --port N             the port (default: a free port)
        --address A          the loopback address (default: 127.0.0.1)
        --session-seconds N  limit all sessions to N seconds (default: 43200)
        --world FILE         the contents of AWS, as JSON (default: the standard world)
        --job KIND           the environment to print: github, gitlab or none (default: github)
        --repository NAME    the repository or project (default: octo-org/octo-repo or acme/shop)
      """;
  private static final List<String> RUNNER_FILES =
      List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY");

  private final FakeAws.Builder settings = FakeAws.builder();
  private boolean plainHttp;
  private String job = "github";
  private String repository = "";

  /**
   * @param arguments see {@code --help}
   * @throws IllegalArgumentException when an argument is unknown or invalid
   */
  Start(String... arguments) {
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--p256" -> settings.authority(TestAuthority.ofEllipticCurves());
        case "--plain-http" -> plainHttp = true;
        case "--port" -> settings.port(Integer.parseInt(value(option, rest)));
        case "--address" -> settings.address(value(option, rest));
        case "--session-seconds" ->
            settings.longestSession(Duration.ofSeconds(Long.parseLong(value(option, rest))));
        case "--world" -> settings.world(World.parse(Path.of(value(option, rest))));
        case "--job" -> job = value(option, rest);
        case "--repository" -> repository = value(option, rest);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (!List.of("github", "gitlab", "none").contains(job)) {
      throw new IllegalArgumentException("--job is github, gitlab or none, not " + job);
    }
  }

  /** See {@code --help}. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    Start start;
    try {
      start = new Start(arguments);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    start.serve(System.out, System.err);
  }

  private void serve(PrintStream out, PrintStream log) throws IOException, InterruptedException {
    settings.onCall(log::println);
    try (FakeAws aws = start()) {
      exports(aws).forEach(out::println);
      out.flush();
      log.println("FakeAws listens on " + aws.url());
      new CountDownLatch(1).await();
    }
  }

  FakeAws start() {
    return (plainHttp ? settings.plainHttp() : settings).start();
  }

  /** The environment as lines for a POSIX shell. */
  List<String> exports(FakeAws aws) throws IOException {
    return environment(aws).entrySet().stream()
        .map(
            entry ->
                "export " + entry.getKey() + "='" + entry.getValue().replace("'", "'\\''") + "'")
        .toList();
  }

  private Map<String, String> environment(FakeAws aws) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    if (job.equals("github")) {
      GitHubJob gitHub =
          repository.isEmpty() ? aws.gitHubJob() : aws.gitHubJob().repository(repository);
      variables.putAll(gitHub.environment());
      Path files = Files.createTempDirectory("rolecall-runner-");
      for (String name : RUNNER_FILES) {
        variables.put(name, Files.createFile(files.resolve(name)).toString());
      }
    } else if (job.equals("gitlab")) {
      GitLabJob gitLab =
          repository.isEmpty() ? aws.gitLabJob() : aws.gitLabJob().projectPath(repository);
      variables.putAll(gitLab.environment());
    } else {
      variables.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
      variables.put("AWS_EC2_METADATA_DISABLED", "true");
    }
    variables.put("AWS_REGION", "us-east-1");
    if (!plainHttp) {
      variables.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    }
    return variables;
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.pop();
  }
}
