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
import io.github.rolecall.problem.RunProblem;
import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the things that {@code rolecall} does. */
abstract class Subcommand {
  final Host host;
  final PrintStream err;
  private final Options options;

  /** How to speak of inputs, as far as they have been read. */
  private volatile Words words;

  Subcommand(Host host, PrintStream err, Options options) {
    this.host = host;
    this.err = err;
    this.options = options;
    this.words = options.words();
  }

  /** The job that the command runs in, and how it tells what it does. */
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

  final CommandSpec spec(String description, String... footer) {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.usageMessage().description(description).abbreviateSynopsis(true).footer(footer);
    return spec;
  }

  /**
   * Does it. What users can mend is told as such, in the words of this command, and everything else
   * as a fault of ours. No work is done with an option that is blank.
   *
   * @return the exit code
   */
  int run(ParseResult parsed) {
    CiPlatform platform = CiPlatform.detect(host);
    try {
      if (waitsForPeople()) {
        host.deadline().limit(Duration.ZERO);
      }
      return host.deadline().run(() -> run(parsed, platform));
    } catch (CredentialsException e) {
      platform.console(err, words, host.secrets()).failed(e.problem());
      return e.problem() instanceof InputProblem ? wrongInput() : 1;
    } catch (RuntimeException | Error e) {
      platform.console(err, words, host.secrets()).failed(RunProblem.of(e));
      return 1;
    }
  }

  private int run(ParseResult parsed, CiPlatform platform) {
    host.deadline().doing("reading the inputs");
    Options.refuseBlank(parsed);
    Inputs inputs = options.read(parsed, host);
    words = inputs.words();
    return run(
        parsed,
        inputs,
        new Job(host, platform, platform.console(err, FrontEnd.COMMAND, host.secrets())));
  }

  /** Whether it may take as long as a person needs to answer or to sign in. */
  boolean waitsForPeople() {
    return false;
  }

  /** Does it with what the user wrote, and returns the exit code. */
  abstract int run(ParseResult parsed, Inputs inputs, Job job);

  /** The exit code for inputs that cannot be meant. */
  int wrongInput() {
    return 1;
  }

  /** Prints a result for people, which others may have put a secret into. */
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
