package io.github.rolecall.assume.run;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.NamedConsole;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.NamedPlan;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Carries several plans out side by side, on a few connections, with one token for each audience.
 * All come to an end before a failure is told, so that it can name every role that failed.
 */
public final class AssumeAll {
  /** More connections cost more than they save: TLS has to be agreed upon for each. */
  private static final int MOST_AT_ONCE = 4;

  private final Host host;
  private final CiPlatform platform;
  private final Console console;

  public AssumeAll(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /**
   * Assumes all roles, within the time of the first plan.
   *
   * @return what came out, in the order of the plans
   * @throws CredentialsException with {@link RunProblem.OfRole} when a role fails; then there is
   *     nothing to hand on
   */
  public List<Assumed> run(List<NamedPlan> plans) {
    plans.forEach(named -> named.plan().refuseUnwanted());
    plans.forEach(named -> of(named).announce(named.plan()));
    var deadline = new Deadline(plans.get(0).plan().time());
    return deadline.run(
        () -> {
          try (var pool = new StsPool(host.http())) {
            return results(started(plans, pool, deadline));
          }
        });
  }

  /** Says what {@link #run} would do, and does nothing of it. */
  public void tell(List<NamedPlan> plans) {
    plans.forEach(named -> of(named).tell(named.plan()));
  }

  private Assume of(NamedPlan named) {
    return new Assume(host, platform, new NamedConsole(named.name(), console));
  }

  private Map<String, Future<Assumed>> started(
      List<NamedPlan> plans, StsPool pool, Deadline deadline) {
    var answers = SourceAnswers.shared();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_AT_ONCE, plans.size()),
            work -> {
              var thread = new Thread(work, "rolecall-role");
              thread.setDaemon(true);
              return thread;
            });
    var futures = new LinkedHashMap<String, Future<Assumed>>();
    for (NamedPlan named : plans) {
      Plan plan = named.plan();
      futures.put(
          named.name(),
          threads.submit(
              () -> pool.using(plan, sts -> of(named).carryOut(plan, sts, deadline, answers))));
    }
    threads.shutdown();
    return futures;
  }

  private static List<Assumed> results(Map<String, Future<Assumed>> futures) {
    var assumed = new ArrayList<Assumed>();
    var failures = new LinkedHashMap<String, CredentialsException>();
    futures.forEach(
        (name, future) -> {
          try {
            assumed.add(future.get());
          } catch (ExecutionException e) {
            if (e.getCause() instanceof CredentialsException failure) {
              failures.put(name, failure);
            } else if (e.getCause() instanceof RuntimeException fault) {
              throw fault;
            } else {
              throw new IllegalStateException(e.getCause());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        });
    if (failures.isEmpty()) {
      return assumed;
    }
    Map.Entry<String, CredentialsException> first = failures.entrySet().iterator().next();
    List<String> others =
        failures.entrySet().stream()
            .skip(1)
            .map(other -> other.getKey() + " (" + other.getValue().problem().code() + ")")
            .toList();
    throw new CredentialsException(
        new RunProblem.OfRole(first.getKey(), first.getValue().problem(), others),
        first.getValue());
  }
}
