package io.github.rolecall.host;

import io.github.rolecall.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A simulation, in virtual time, of jobs that start together and each need one call to an STS that
 * accepts a limited number of calls per second. {@link Tries}, the retry policy of every run,
 * decides when each job tries again.
 *
 * @param retry the retry settings of the jobs
 * @param limit the time limit of a run
 * @param granted the calls that STS accepts per second, and at most at once
 * @param retryAfter the wait that STS asks for when it rejects a call
 */
record Storm(
    Retry retry, Duration limit, int jobs, int granted, Optional<Duration> retryAfter, long seed) {
  private static final long SECOND = 1_000_000_000;

  /** All jobs start within this time, in nanoseconds. */
  private static final long STARTS = SECOND;

  /** The time until an answer, in nanoseconds. */
  private static final long ANSWER = SECOND / 10;

  /** Simulates jobs with default settings. */
  static Storm of(int jobs, int granted) {
    var standard = new Retry(Retry.ANY_NUMBER, Duration.ofSeconds(60));
    return new Storm(standard, Duration.ofMinutes(2), jobs, granted, Optional.empty(), 15);
  }

  Storm with(Retry other) {
    return new Storm(other, limit, jobs, granted, retryAfter, seed);
  }

  Storm within(Duration other) {
    return new Storm(retry, other, jobs, granted, retryAfter, seed);
  }

  Storm asking(Duration wait) {
    return new Storm(retry, limit, jobs, granted, Optional.of(wait), seed);
  }

  Storm seeded(long other) {
    return new Storm(retry, limit, jobs, granted, retryAfter, other);
  }

  /**
   * The result of a simulation.
   *
   * @param seconds the durations of the successful jobs, the shortest first
   * @param calls the total number of calls
   * @param longest the duration of the slowest job, successful or not
   */
  record Outcome(int jobs, List<Double> seconds, int calls, double longest) {
    double succeeded() {
      return (double) seconds.size() / jobs;
    }

    double callsEach() {
      return (double) calls / jobs;
    }

    /** Returns the time within which this share of the successful jobs finished. */
    double percentile(double share) {
      return seconds.get((int) Math.min(seconds.size() - 1, share * seconds.size()));
    }

    /** Returns the share of all jobs that succeeded by this time. */
    double doneBy(double second) {
      return (double) seconds.stream().filter(each -> each <= second).count() / jobs;
    }
  }

  private static final class Job {
    private final long start;
    private final Tries tries;
    private long at;

    private Job(long start, Tries tries) {
      this.start = start;
      this.tries = tries;
      this.at = start;
    }
  }

  /** Runs the simulation. */
  Outcome play() {
    var random = new Random(seed);
    var now = new long[1];
    LongSupplier nanos = () -> now[0];
    var queue = new PriorityQueue<Job>((a, b) -> Long.compare(a.at, b.at));
    for (int i = 0; i < jobs; i++) {
      now[0] = (long) (random.nextDouble() * STARTS);
      var time =
          new Time(
              Clock.systemUTC(), wait -> {}, random::nextDouble, nanos, new Deadline(limit, nanos));
      queue.add(new Job(now[0], new Tries(retry, time)));
    }
    var seconds = new ArrayList<Double>();
    int calls = 0;
    double longest = 0;
    double permits = granted;
    long filled = 0;
    while (!queue.isEmpty()) {
      Job job = queue.remove();
      calls++;
      permits = Math.min(granted, permits + (double) (job.at - filled) / SECOND * granted);
      filled = job.at;
      now[0] = job.at + ANSWER;
      double took = (double) (now[0] - job.start) / SECOND;
      longest = Math.max(longest, took);
      if (permits >= 1) {
        permits--;
        seconds.add(took);
        continue;
      }
      Optional<Duration> wait = job.tries.next(Problem.Repeat.WHILE_TIME_IS_LEFT, retryAfter);
      if (wait.isPresent()) {
        job.at = now[0] + wait.get().toNanos();
        queue.add(job);
      }
    }
    return new Outcome(jobs, seconds.stream().sorted().toList(), calls, longest);
  }
}
