package io.github.rolecall.action;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.problem.SetupProblem;
import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A subcommand of {@code rolecall}. */
abstract class Subcommand {
  final Host host;
  final PrintStream err;
  private final Options options;

  /** How messages name the inputs. Replaced once the inputs have been read. */
  private volatile Words words;

  Subcommand(Host host, PrintStream err, Options options) {
    this.host = host;
    this.err = err;
    this.options = options;
    this.words = options.words();
  }

  /** The job that the command runs in, and the console for its messages. */
  record Job(Host host, CiPlatform platform, Console console) {
    Planner planner() {
      return new Planner(host, platform);
    }

    Assume assume() {
      return new Assume(host, platform, console);
    }

    Explain explain() {
      return new Explain(host, platform, console);
    }
  }

  abstract CommandSpec spec();

  /**
   * Returns the command for the parser.
   *
   * @param description its first sentence is the summary, in the imperative
   */
  final CommandSpec spec(String description, String... footer) {
    CommandSpec spec = CommandSpec.create();
    spec.addOption(HelpPage.option());
    options.addTo(spec);
    Verbosity.addTo(spec);
    HelpPage.describe(spec, description, footer);
    HelpPage.layOut(spec, options.sections());
    return spec;
  }

  /**
   * Runs the command. Reports a problem that the user can fix by the option names of this command,
   * and any other exception as an internal error. Rejects an option without a value before any
   * work.
   *
   * @return the exit code
   */
  int run(ParseResult parsed) {
    CiPlatform platform = CiPlatform.detect(host);
    try {
      if (waitsForPeople()) {
        host.deadline().limit(Duration.ZERO);
        host.deadline().doingVisibly("waiting for an answer");
      }
      Verbosity loudness = Verbosity.of(parsed);
      return Progress.during(
          loudness, host, err, () -> host.deadline().run(() -> run(parsed, platform, loudness)));
    } catch (CredentialsException e) {
      platform.console(err, words, host.secrets()).failed(e.problem());
      return isWrongUsage(e.problem()) ? ExitCode.USAGE.code() : ExitCode.FAILED.code();
    } catch (RuntimeException | Error e) {
      platform.console(err, words, host.secrets()).failed(RunProblem.of(e));
      return 1;
    }
  }

  private int run(ParseResult parsed, CiPlatform platform, Verbosity loudness) {
    if (!waitsForPeople()) {
      host.deadline().doing("reading the inputs");
    }
    Options.refuseBlank(parsed);
    Inputs inputs = options.read(parsed, host);
    words = inputs.words();
    Console console = platform.console(err, FrontEnd.COMMAND, host.secrets());
    return run(parsed, inputs, new Job(host, platform, loudness.on(console)));
  }

  private static boolean isWrongUsage(Problem problem) {
    return problem instanceof InputProblem
        || (problem instanceof SetupProblem && !(problem instanceof SetupProblem.NoTerminal));
  }

  /**
   * Returns whether the command waits for a person to answer or to sign in, without a time limit.
   */
  boolean waitsForPeople() {
    return false;
  }

  /** Runs the command with the inputs of the user, and returns the exit code. */
  abstract int run(ParseResult parsed, Inputs inputs, Job job);

  /** Prints a result for people, without secrets that others may have put into it. */
  final void show(String result) {
    print(host.secrets().without(result));
  }

  final void print(String result) {
    host.deadline()
        .commit(
            () -> {
              host.log().print(result);
              host.log().flush();
            });
  }
}
