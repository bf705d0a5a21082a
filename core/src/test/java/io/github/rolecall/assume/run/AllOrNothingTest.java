package io.github.rolecall.assume.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.Planned;
import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests roles that run in parallel: all succeed, or the run fails and names every failure. */
class AllOrNothingTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  /** The threads that did the work of a role. */
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private static List<PlannedRole> planned() {
    String roles =
        NAMES.stream()
            .map(
                name ->
                    "- {name: %s, role-to-assume: Deploy, environment-prefix: %s_}"
                        .formatted(name, name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.joining("\n"));
    return Planned.inAction().keys().with(Input.ROLES, roles).severalPlans();
  }

  private static Assumed assumed(PlannedRole role) {
    var credentials =
        new SessionCredentials("ASIA1", new Secret("secret"), Optional.empty(), Optional.empty());
    return new Assumed(
        credentials,
        new CallerIdentity(
            "111122223333", "arn:aws:iam::111122223333:user/" + role.name(), "AIDA1"),
        "",
        Assumed.Origin.ROLE,
        false);
  }

  private List<Assumed> run(Function<PlannedRole, Assumed> work) {
    return new AllOrNothing(planned())
        .run(
            role -> {
              threads.add(Thread.currentThread());
              return work.apply(role);
            });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CredentialsException failure(String what) {
    return new CredentialsException(new RunProblem.Exhausted(what, "none"));
  }

  @Test
  void whatComesOutIsInTheOrderOfTheRoles() throws InterruptedException {
    List<String> users =
        run(AllOrNothingTest::assumed).stream().map(one -> one.identity().arn()).toList();
    assertEquals(NAMES, users.stream().map(arn -> arn.substring(arn.length() - 1)).toList());
    assertTrue(threads.size() <= 4, "at most four at once");
    for (Thread thread : threads) {
      assertTrue(thread.isDaemon(), "a role that hangs must not keep the process alive");
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertEquals(Thread.State.TERMINATED, thread.getState(), "threads end with the run");
    }
  }

  @Test
  void rolesAreAssumedSideBySide() {
    var together = new CountDownLatch(2);
    List<Assumed> all =
        run(
            role -> {
              together.countDown();
              assertTrue(await(together), "one waits for the other");
              return assumed(role);
            });
    assertEquals(NAMES.size(), all.size());
  }

  @Test
  void theOnlyRoleNeedsNoThread() {
    PlannedRole only = Planned.gitHubJob().plans().get(0);
    var all = new AllOrNothing(List.of(only));
    List<Assumed> assumed =
        all.run(
            role -> {
              threads.add(Thread.currentThread());
              return assumed(role);
            });
    assertEquals(1, assumed.size());
    assertEquals(Set.of(Thread.currentThread()), threads);
  }

  @Test
  void everyRoleThatFailedIsNamedAfterAllHaveEnded() {
    var ended = Collections.synchronizedList(new ArrayList<String>());
    CredentialsException thrown =
        assertThrows(
            CredentialsException.class,
            () ->
                run(
                    role -> {
                      ended.add(role.name());
                      if (List.of("b", "d", "f").contains(role.name())) {
                        throw failure(role.name());
                      }
                      return assumed(role);
                    }));
    assertEquals(Set.copyOf(NAMES), Set.copyOf(ended));
    var problem =
        Thrown.problem(
            RunProblem.OfRole.class,
            () -> {
              throw thrown;
            });
    assertEquals("b", problem.role());
    assertEquals(new RunProblem.Exhausted("b", "none"), problem.problem());
    assertEquals(List.of("d (exhausted)", "f (exhausted)"), problem.others());
    CredentialsException cause = (CredentialsException) thrown.getCause();
    assertSame(problem.problem(), cause.problem());
  }

  @Test
  void aFaultOfTheProgramPassesAsItIs() {
    var fault = new ArithmeticException("planted");
    assertSame(
        fault,
        assertThrows(
            ArithmeticException.class,
            () ->
                run(
                    role -> {
                      throw fault;
                    })));
    var error = new AssertionError("planted");
    var wrapped =
        assertThrows(
            IllegalStateException.class,
            () ->
                run(
                    role -> {
                      throw error;
                    }));
    assertSame(error, wrapped.getCause());
  }

  @Test
  void whoeverInterruptsTheRunSeesThatItWas() {
    // A result that is already available would be returned without a check for the interruption.
    var waited = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          IllegalStateException.class,
          () ->
              run(
                  role -> {
                    assertTrue(await(waited), "released");
                    return assumed(role);
                  }));
      assertTrue(Thread.interrupted(), "the thread is still interrupted");
    } finally {
      waited.countDown();
    }
  }

  /** With several roles, every role has a name. A list of one role may name it too. */
  @Test
  void aNamedRoleIsNamedWhereItIsTheOnlyOne() {
    List<PlannedRole> first = planned().subList(0, 1);
    var problem =
        Thrown.problem(
            RunProblem.OfRole.class,
            () ->
                new AllOrNothing(first)
                    .run(
                        role -> {
                          throw failure("it");
                        }));
    assertEquals("a", problem.role());
    assertEquals(List.of(), problem.others());
  }
}
