package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Reply;
import io.github.rolecall.testkit.http.Response;
import java.time.Clock;
import java.time.Duration;

/**
 * The implementation of each {@link Fault}. It is separate so that callers see only the factory
 * methods.
 */
sealed interface ArmedFault extends Fault
    permits AlteredAnswer,
        ArmedFault.Refuse,
        ArmedFault.Busy,
        ArmedFault.Answer,
        ArmedFault.Delay,
        ArmedFault.Hang,
        ArmedFault.Reset,
        ArmedFault.Truncate,
        ArmedFault.Throttle,
        ArmedFault.Pass {

  /**
   * Returns an object that applies this fault to calls. A fault is only data; the returned object
   * holds the state, if there is any.
   */
  Strike arm(Clock clock);

  /** Replies to a call in place of the service. */
  @FunctionalInterface
  interface Strike {
    Reply on(Operation operation);

    /** Whether the next call gets the next fault. */
    default boolean isSpentAfterOneCall() {
      return true;
    }
  }

  /** See {@link Fault#error}. */
  record Refuse(int status, String code, String message) implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> operation.refuse(status, code, message);
    }
  }

  /** See {@link Fault#busy}. */
  record Busy(int status, String code, String message, String retryAfter) implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> operation.refuse(status, code, message).with("Retry-After", retryAfter);
    }
  }

  /** See {@link Fault#body}. */
  record Answer(int status, String contentType, String body) implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> Response.of(status, contentType, body);
    }
  }

  /** See {@link Fault#delay}. */
  record Delay(Duration time) implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> new Reply.Delayed(time, operation.answer());
    }
  }

  /** See {@link Fault#hang}. */
  record Hang() implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> new Reply.Hang();
    }
  }

  /** See {@link Fault#reset}. */
  record Reset() implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> new Reply.Reset();
    }
  }

  /** See {@link Fault#truncated}. */
  record Truncate() implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return operation -> new Reply.Truncated(operation.answer());
    }
  }

  /** See {@link Fault#throttle}. */
  record Throttle(int permits, Duration per) implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return new TokenBucket(permits, per, clock);
    }
  }

  /** See {@link Fault#none}. */
  record Pass() implements ArmedFault {
    @Override
    public Strike arm(Clock clock) {
      return Operation::answer;
    }
  }
}
