package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void errorsOfTheVirtualMachineAreNoProblemOfTheUser() {
    var deadline = new Deadline(Duration.ofMinutes(5));
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                deadline.run(
                    () -> {
                      throw new StackOverflowError();
                    }));
    assertTrue(thrown.getCause() instanceof StackOverflowError);
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
