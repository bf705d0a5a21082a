package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs, in one process, the most frequent commands while the JVM of the image records the classes
 * that it loads, links and runs (JEP 483, 514, 515). Later processes start from that AOT cache.
 * This class is part of the jar because the cache is only valid for the class path of its
 * recording.
 */
public final class Training {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String ROLE_INPUT = "INPUT_ROLE-TO-ASSUME";
  private static final String FOR_KEYS = "arn:aws:iam::111122223333:role/Chained";
  private static final String REFUSED = "arn:aws:iam::111122223333:role/Prod";

  private static final String SEVERAL =
      """
      - {name: one, role-to-assume: '%s', environment-prefix: ONE_}
      - {name: two, role-to-assume: '%s', aws-profile: trained-two}
      """
          .formatted(ROLE, ROLE);

  private final Path folder;

  private Training(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs all commands.
   *
   * @param arguments the files with the environment of a GitHub job and of a GitLab job, in the
   *     format of {@code env -0}, both made by the simulator; and a folder for output
   * @throws IllegalStateException when a run has an unexpected exit code: a cache from failed runs
   *     would contain the wrong classes
   */
  public static void main(String[] arguments) throws IOException {
    Cancellation.watch();
    var training = new Training(Path.of(arguments[2]));
    training.gitHub(environment(arguments[0]));
    training.gitLab(environment(arguments[1]));
  }

  private void gitHub(Map<String, String> job) {
    Map<String, String> action = with(job, "INPUT_AWS-REGION", "us-east-1");
    Map<String, String> byToken = with(action, ROLE_INPUT, ROLE);
    run(0, byToken, "action");
    run(0, with(byToken, "STATE_phase", "post"), "action");
    run(0, with(action, "INPUT_ROLES", SEVERAL), "action");
    Map<String, String> refused = with(action, ROLE_INPUT, REFUSED);
    run(1, with(refused, "INPUT_DISABLE-RETRY", "true"), "action");
    Map<String, String> byKeys = with(action, ROLE_INPUT, FOR_KEYS);
    byKeys.put("INPUT_AWS-ACCESS-KEY-ID", "AKIAIOSFODNN7ROLECAL");
    byKeys.put("INPUT_AWS-SECRET-ACCESS-KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    run(0, with(byKeys, "INPUT_AWS-PROFILE", "trained"), "action");
  }

  private void gitLab(Map<String, String> job) {
    Map<String, String> known = with(job, "ROLE_TO_ASSUME", ROLE);
    run(0, known, "assume");
    run(0, known, "assume", "--format", "dotenv", "--output-file", "trained.env");
    run(0, known, "assume", "--format", "profile", "--aws-profile", "trained-too");
    run(1, with(job, "ROLE_TO_ASSUME", REFUSED), "assume", "--disable-retry");
    run(2, job, "assume", "--rolle", "x");
  }

  private void run(int expected, Map<String, String> environment, String... arguments) {
    // All secrets in it belong to the simulator.
    var log = new ByteArrayOutputStream();
    var stream = new PrintStream(log, true, UTF_8);
    int exit = Main.run(arguments, Host.process(stream).in(environment, folder), stream);
    if (exit != expected) {
      throw new IllegalStateException(
          "%s ended with %d, not with %d: %s"
              .formatted(List.of(arguments), exit, expected, log.toString(UTF_8)));
    }
  }

  private static Map<String, String> environment(String file) throws IOException {
    var variables = new HashMap<String, String>();
    for (String entry : Files.readString(Path.of(file), UTF_8).split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    variables.remove("HOME");
    return variables;
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    var more = new HashMap<>(some);
    more.put(name, value);
    return more;
  }
}
