package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.console.QuietConsole;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Time;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.refresh.CacheKey;
import io.github.rolecall.refresh.Renewal;
import io.github.rolecall.text.Markdown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall credential-process}: the command that AWS tools run for a profile with {@code
 * credential_process}. It prints cached credentials, and renews them before they expire.
 */
final class CredentialProcessCommand extends Subcommand {
  static final String CACHE = "--cache";

  /** The AWS SDK for Go kills the process after 60 seconds, which include the time to start it. */
  private static final Duration ANSWER = Duration.ofSeconds(45);

  /** The time limit of a renewal. It leaves time to print the old credentials. */
  private static final Duration RENEWAL = Duration.ofSeconds(40);

  CredentialProcessCommand(Host host, PrintStream err) {
    super(host, err, options());
  }

  /**
   * Returns those options of {@code assume} that choose the credentials and the way to get them.
   */
  static Options options() {
    return Options.forProcess()
        .without(
            Input.USE_EXISTING_CREDENTIALS,
            Input.UNSET_CURRENT_CREDENTIALS,
            Input.ENVIRONMENT_PREFIX,
            Input.MASK_AWS_ACCOUNT_ID,
            Input.ACTION_TIMEOUT_S);
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Print the credentials of a role for credential_process, and renew them before they"
                + " end. Answers from a cache, within 45 seconds, and prints nothing else. If a"
                + " renewal fails, it prints the last credentials until they end, and the reason"
                + " to the standard error, to the log beside the cache and, on GitHub, to the"
                + " job summary.",
            "",
            "Example, in ~/.aws/config:",
            "  [profile deploy]",
            "  credential_process = rolecall credential-process --role-to-assume"
                + " arn:aws:iam::111122223333:role/Deploy --aws-region eu-central-1",
            "",
            "This writes such a profile, after it has assumed the role once:",
            "  rolecall assume --format profile --refresh --aws-profile deploy ...")
        .addOption(
            Options.text(
                    CACHE,
                    "FILE",
                    "File for the credentials, with mode 0600. Beside it are its lock (.FILE.lock),"
                        + " a log (FILE.log) and the last failure (FILE.failed). Default: a file in"
                        + " the temporary folder of the CI job, or else in the cache folder of the"
                        + " user, with a name of its own for each role, its settings and the CI"
                        + " job.")
                .build());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    host.deadline().limit(ANSWER);
    try {
      Optional<Path> file =
          parsed.hasMatchedOption(CACHE)
              ? Optional.of(host.file(new Given(parsed.matchedOptionValue(CACHE, ""), CACHE)))
              : Optional.empty();
      Renewal.Answer answer = answer(inputs, job, file);
      answer.failed().ifPresent(problem -> report(problem, inputs, job.platform()));
      print(answer.json().reveal() + "\n");
      return 0;
    } catch (CredentialsException e) {
      if (e.problem() instanceof InputProblem) {
        throw e;
      }
      report(e.problem(), inputs, job.platform());
      return ExitCode.FAILED.code();
    }
  }

  private Renewal.Answer answer(Inputs inputs, Job job, Optional<Path> file) {
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(
          Input.CONFIG, "a file with one role: a credential_process prints one set of credentials");
    }
    inputs.required(Input.ROLE_TO_ASSUME);
    Host limited = limited();
    PlannedRole planned = job.planner().plan(inputs).get(0);
    var role = new PlannedRole(planned.inputs(), planned.plan().within(RENEWAL));
    String key = CacheKey.of(role.plan(), job.platform(), host);
    Path path = file.orElseGet(() -> new CacheFolder(host, job.platform()).of(key));
    // Tools show the standard error of a process only when it fails, so print no mask commands to
    // it.
    var quiet = new QuietConsole(console(inputs));
    return new Renewal(RefreshFolder.cache(path, key), limited, inputs.words())
        .answer(() -> new Assume(limited, job.platform(), quiet).run(List.of(role)).get(0));
  }

  /** Returns the same host with a time limit that leaves time to print the old credentials. */
  private Host limited() {
    Time time = host.time();
    var deadline = new Deadline(RENEWAL);
    deadline.begin();
    return host.with(new Time(time.clock(), time.sleeper(), time.random(), time.nanos(), deadline));
  }

  private Console console(Inputs inputs) {
    return new PlainConsole(err, inputs.words(), host.secrets());
  }

  /** Reports the problem in the job summary too, because most tools hide the standard error. */
  private void report(Problem problem, Inputs inputs, CiPlatform platform) {
    console(inputs).failed(problem);
    platform.summarize(
        "### ❌ Rolecall could not renew credentials\n\n"
            + Markdown.prose(problem.what(inputs.words()))
            + "\n\nMore: ["
            + problem.code()
            + "]("
            + problem.documentation()
            + ")\n\n");
  }
}
