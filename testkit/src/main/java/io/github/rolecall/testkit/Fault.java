package io.github.rolecall.testkit;

import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with one call. */
public sealed interface Fault permits ArmedFault {

  /**
   * The call is refused without being looked at, in the error format of its service: XML from STS,
   * JSON elsewhere.
   *
   * @param status the HTTP status
   * @param code such as {@code AccessDenied}; formats without codes leave it out
   * @param message the text for people
   */
  static Fault error(int status, String code, String message) {
    return new ArmedFault.Refuse(status, code, message);
  }

  /**
   * The same from a service that says when to come again.
   *
   * @param retryAfter the text of the header {@code Retry-After}
   */
  static Fault busy(int status, String code, String message, String retryAfter) {
    return new ArmedFault.Busy(status, code, message, retryAfter);
  }

  /** The call gets an answer from another server, such as the HTML of a gateway. */
  static Fault body(int status, String contentType, String body) {
    return new ArmedFault.Answer(status, contentType, body);
  }

  /** The call succeeds, but its answer comes later, in real time. */
  static Fault delay(Duration time) {
    return new ArmedFault.Delay(time);
  }

  /** The call is never answered, and the connection stays open until {@link FakeAws} is closed. */
  static Fault hang() {
    return new ArmedFault.Hang();
  }

  /** The connection is reset before an answer; the call is not executed. */
  static Fault reset() {
    return new ArmedFault.Reset();
  }

  /** The call is executed, but the connection ends after half of the answer's body. */
  static Fault truncated() {
    return new ArmedFault.Truncate();
  }

  /**
   * Puts a token bucket before the call: if the bucket is empty, the call is refused with status
   * 400, {@code Throttling: Rate exceeded}. This fault never ends, so the faults after it have no
   * effect.
   *
   * @param permits the size of the bucket, which starts full
   * @param per the time, on the clock of {@link FakeAws}, in which an empty bucket fills again
   */
  static Fault throttle(int permits, Duration per) {
    return new ArmedFault.Throttle(permits, per);
  }

  /**
   * The call is executed, and its answer is changed on the way: with nothing more, it is the answer
   * of the service.
   */
  static AlteredAnswer altered() {
    return new AlteredAnswer(Map.of(), Duration.ZERO, true);
  }

  /** Nothing goes wrong with this call: one that is to fail can come after it. */
  static Fault none() {
    return new ArmedFault.Pass();
  }
}
