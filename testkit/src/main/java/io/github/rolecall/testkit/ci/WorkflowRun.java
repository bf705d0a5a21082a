package io.github.rolecall.testkit.ci;

import io.github.rolecall.testkit.ci.Step.Action;
import io.github.rolecall.testkit.ci.Step.Script;
import io.github.rolecall.testkit.ci.StepOutcome.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A small emulation of a GitHub job. Steps run one after the other, later steps see exported
 * variables and outputs of earlier steps, and post steps run in reverse order at the end.
 */
public final class WorkflowRun {

  private record Post(Step step, Program program, Action action, Map<String, String> state) {}

  private final JobEnvironment job;
  private final RunnerLog log;
  private final Map<String, StepOutcome> outcomes = new LinkedHashMap<>();
  private final Deque<Post> posts = new ArrayDeque<>();
  private boolean failed;

  private WorkflowRun(Path folder, Map<String, String> environment, RunnerLog log) {
    this.job = new JobEnvironment(folder, environment);
    this.log = log;
  }

  /**
   * Begins a job.
   *
   * @param folder an empty folder; the job creates its home, workspace and RUNNER_TEMP there unless
   *     the environment names others
   * @param environment the environment of every step; the job inherits only PATH from this process
   */
  public static WorkflowRun start(Path folder, Map<String, String> environment) {
    return new WorkflowRun(folder, environment, new RunnerLog());
  }

  /** Begins a job with debug messages, in which the runner prints exported variables. */
  public static WorkflowRun debugging(Path folder, Map<String, String> environment) {
    return new WorkflowRun(folder, environment, RunnerLog.debugging());
  }

  /** Runs a step, or skips it if its condition does not hold. */
  public StepOutcome run(Step step) {
    if (!step.condition().holds(failed)) {
      return keep(StepOutcome.skipped(step.id()));
    }
    Map<String, String> environment = environment();
    environment.putAll(step.environment());
    StepOutcome outcome;
    if (step.work() instanceof Action action) {
      environment.putAll(inputs(action));
      outcome = execute(step.id(), action.main(), environment);
      // Once the main step has started, its post step will run, even if the main step failed.
      action.post().ifPresent(p -> posts.push(new Post(step, p, action, outcome.state())));
    } else {
      outcome = execute(step.id(), bash((Script) step.work()), environment);
      if (outcome.exitCode() != 0) {
        log.error("Process completed with exit code " + outcome.exitCode() + ".");
      }
    }
    failed |= outcome.result() == Result.FAILURE && !step.continueOnError();
    return keep(outcome);
  }

  /** Runs the post steps in reverse order, even if a step failed. */
  public List<StepOutcome> finish() {
    List<StepOutcome> finished = new ArrayList<>();
    while (!posts.isEmpty()) {
      Post post = posts.pop();
      Map<String, String> environment = environment();
      environment.putAll(post.step().environment());
      environment.putAll(inputs(post.action()));
      post.state().forEach((name, value) -> environment.put("STATE_" + name, value));
      StepOutcome outcome = execute("post " + post.step().id(), post.program(), environment);
      failed |= outcome.result() == Result.FAILURE;
      finished.add(outcome);
    }
    return finished;
  }

  /** The environment of the next step, without its own variables, inputs and command files. */
  public Map<String, String> environment() {
    return job.variables();
  }

  /** The outputs of a step that has run. */
  public Map<String, String> outputs(String id) {
    StepOutcome outcome = outcomes.get(id);
    if (outcome == null) {
      throw new IllegalArgumentException("no step " + id + " has run");
    }
    return outcome.outputs();
  }

  /** The log of all steps. */
  public RunnerLog log() {
    return log;
  }

  /** Whether the job has failed. */
  public boolean failed() {
    return failed;
  }

  private StepOutcome keep(StepOutcome outcome) {
    outcomes.put(outcome.id(), outcome);
    return outcome;
  }

  private static Map<String, String> inputs(Action action) {
    Map<String, String> variables = new LinkedHashMap<>();
    action
        .inputs()
        .forEach(
            (name, value) ->
                variables.put("INPUT_" + name.toUpperCase(Locale.ROOT).replace(' ', '_'), value));
    return variables;
  }

  private StepOutcome execute(String id, Program program, Map<String, String> environment) {
    log.nextStep();
    log.print("##[group]Run " + id);
    // The runner prints the variables that earlier steps exported. Values that are not masked
    // become visible here.
    job.exported().forEach((name, value) -> log.print("  " + name + ": " + value));
    log.print("##[endgroup]");
    try {
      StepFiles files = new StepFiles(job.directory("RUNNER_TEMP"), log);
      files.announce(environment::put);
      job.directory("HOME");
      int exit = start(program, environment, job.directory("GITHUB_WORKSPACE"));
      files.read();
      StepOutcome outcome = files.outcome(id, exit, exit == 0 && files.sound() && !log.failed());
      job.add(outcome.exported(), files.path());
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int start(Program program, Map<String, String> environment, Path work)
      throws IOException {
    try (OutputStream output = log.stream()) {
      return program.run(Map.copyOf(environment), work, output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception e) {
      // A JVM prints the stack trace before it exits with code 1.
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      log.feed(trace.toString());
      return 1;
    }
  }

  private Program bash(Script script) {
    return (environment, work, output) -> {
      Path file = job.directory("RUNNER_TEMP").resolve(UUID.randomUUID() + ".sh");
      Files.writeString(file, script.text());
      return new CommandLine(List.of("bash", "-e", file.toString())).run(environment, work, output);
    };
  }
}
