package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.RunProblem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void workInTimeGivesItsResult() {
    assertEquals("done", new Deadline(Duration.ofMinutes(5)).run(() -> "done"));
  }

  @Test
  void problemsOfTheWorkComeOutAsTheyAre() {
    var failure = new CredentialsException(new InputProblem.Missing(Input.AWS_REGION, true));
    var deadline = new Deadline(Duration.ofMinutes(5));
    assertSame(
        failure,
        assertThrows(
            CredentialsException.class,
            () ->
                deadline.run(
                    () -> {
                      throw failure;
                    })));
  }

  @Test
  void errorsOfTheVirtualMachineComeOutAsTheyAre() {
    var deadline = new Deadline(Duration.ofMinutes(5));
    assertThrows(
        StackOverflowError.class,
        () ->
            deadline.run(
                () -> {
                  throw new StackOverflowError();
                }));
  }

  @Test
  void workWithinWorkHasTheSameTime() {
    var deadline = new Deadline(Duration.ofMinutes(5));
    Thread[] threads = new Thread[2];
    deadline.run(
        () -> {
          threads[0] = Thread.currentThread();
          return deadline.run(
              () -> {
                threads[1] = Thread.currentThread();
                return "done";
              });
        });
    assertSame(threads[0], threads[1]);
  }

  @Test
  void aLimitThatIsSaidLaterCountsFromTheBeginning() {
    var deadline = new Deadline(Duration.ZERO);
    var problem =
        Thrown.problem(
            RunProblem.TimedOut.class,
            () ->
                deadline.run(
                    () -> {
                      deadline.limit(Duration.ofSeconds(1));
                      return forever();
                    }));
    assertEquals(1, problem.seconds());
  }

  @Test
  void whatWasBegunGoesOnOverSeveralPiecesOfWork() {
    var deadline = new Deadline(Duration.ofSeconds(1));
    deadline.begin();
    Thrown.problem(RunProblem.TimedOut.class, () -> deadline.run(DeadlineTest::forever));
    // The next work fails too, until the time limit starts again.
    Thrown.problem(RunProblem.TimedOut.class, () -> deadline.run(DeadlineTest::forever));
    Thrown.problem(RunProblem.TimedOut.class, () -> deadline.commit(() -> {}));
    deadline.begin();
    assertEquals("done", deadline.run(() -> "done"));
  }

  @Test
  void abandonedWorkExportsNothing() throws Exception {
    var deadline = new Deadline(Duration.ofSeconds(1));
    var over = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    Thrown.problem(
        RunProblem.TimedOut.class,
        () ->
            deadline.run(
                () -> {
                  awaitWhateverHappens(over);
                  try {
                    deadline.commit(() -> fail("the export came after the failure"));
                  } catch (CredentialsException e) {
                    refused.countDown();
                  }
                  return "late";
                }));
    over.countDown();
    assertTrue(refused.await(30, TimeUnit.SECONDS), "the export was not refused");
  }

  @Test
  void anExportThatHasBegunIsWaitedFor() {
    var deadline = new Deadline(Duration.ZERO);
    var exported = new AtomicReference<String>();
    deadline.run(
        () -> {
          deadline.commit(
              () -> {
                deadline.limit(Duration.ofMillis(1));
                awaitTheEndOf(Duration.ofMillis(50));
                exported.set("whole");
              });
          return "done";
        });
    assertEquals("whole", exported.get());
  }

  private static void awaitTheEndOf(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("an export that has begun is not interrupted", e);
    }
  }

  /** Waits like work that cannot be interrupted. */
  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      await(latch);
      var unused = Thread.interrupted();
    }
  }

  @Test
  void whatWasBeingDoneIsToldWhenTheTimeEnds() throws Exception {
    var deadline = new Deadline(Duration.ofSeconds(1));
    var interrupted = new CountDownLatch(1);
    var problem =
        Thrown.problem(
            RunProblem.TimedOut.class,
            () ->
                deadline.run(
                    () -> {
                      deadline.doing("asking STS");
                      forever();
                      interrupted.countDown();
                      return "never";
                    }));
    assertEquals("asking STS", problem.doing());
    assertEquals(1, problem.seconds());
    assertTrue(
        problem.message(FrontEnd.ACTION).contains("action-timeout-s: 2"),
        problem.message(FrontEnd.ACTION));
    assertTrue(interrupted.await(30, TimeUnit.SECONDS), "the work was not interrupted");
  }

  @Test
  void withoutALimitTheWorkIsWaitedFor() throws InterruptedException {
    var deadline = new Deadline(Duration.ZERO);
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    var result = new AtomicReference<String>();
    var waiting =
        new Thread(
            () ->
                result.set(
                    deadline.run(
                        () -> {
                          asked.countDown();
                          await(answered);
                          return "done";
                        })));
    waiting.start();
    asked.await();
    answered.countDown();
    waiting.join();
    assertEquals("done", result.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    Thread.currentThread().interrupt();
    var deadline = new Deadline(Duration.ofMinutes(5));
    assertThrows(IllegalStateException.class, () -> deadline.run(DeadlineTest::forever));
    assertTrue(Thread.interrupted(), "the flag must stay, and is cleared here for other tests");
  }

  private static String forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "interrupted";
  }
}
