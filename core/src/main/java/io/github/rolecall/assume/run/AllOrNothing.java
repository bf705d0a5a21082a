package io.github.rolecall.assume.run;

import io.github.rolecall.assume.plan.PlannedRole;
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
import java.util.function.Function;

/**
 * Runs the same work for all roles of a run in parallel. Waits for all of them before it reports a
 * failure, so that the message names every role that failed.
 */
record AllOrNothing(List<PlannedRole> roles) {
  /** More connections cost more than they save: each needs a TLS handshake. */
  private static final int MOST_AT_ONCE = 4;

  /**
   * Returns the results in the order of the roles. With several roles, fails with {@link
   * RunProblem.OfRole}.
   */
  List<Assumed> run(Function<PlannedRole, Assumed> work) {
    if (roles.size() == 1 && roles.get(0).name().isEmpty()) {
      return List.of(work.apply(roles.get(0)));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_AT_ONCE, roles.size()),
            task -> {
              var thread = new Thread(task, "rolecall-role");
              thread.setDaemon(true);
              return thread;
            });
    var futures = new LinkedHashMap<String, Future<Assumed>>();
    roles.forEach(role -> futures.put(role.name(), threads.submit(() -> work.apply(role))));
    threads.shutdown();
    return results(futures);
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
    if (!failures.isEmpty()) {
      throw failure(failures);
    }
    return assumed;
  }

  private static CredentialsException failure(Map<String, CredentialsException> failures) {
    Map.Entry<String, CredentialsException> first = failures.entrySet().iterator().next();
    List<String> others =
        failures.entrySet().stream()
            .skip(1)
            .map(other -> other.getKey() + " (" + other.getValue().problem().code() + ")")
            .toList();
    return new CredentialsException(
        new RunProblem.OfRole(first.getKey(), first.getValue().problem(), others),
        first.getValue());
  }
}
