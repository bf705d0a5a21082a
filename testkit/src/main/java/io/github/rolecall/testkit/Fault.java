package io.github.rolecall.testkit;

import java.time.Duration;
import java.util.Map;

/** A fault that the simulator injects into one call. */
public sealed interface Fault permits ArmedFault {

  /**
   * Rejects the call without reading it. The error has the format of the service: XML from STS,
   * JSON from all others.
   *
   * @param status the HTTP status
   * @param code such as {@code AccessDenied}; ignored by formats that have no error codes
   * @param message the error message
   */
  static Fault error(int status, String code, String message) {
    return new ArmedFault.Refuse(status, code, message);
  }

  /**
   * Rejects the call like {@link #error}, and adds the header {@code Retry-After}.
   *
   * @param retryAfter the value of the header {@code Retry-After}
   */
  static Fault busy(int status, String code, String message, String retryAfter) {
    return new ArmedFault.Busy(status, code, message, retryAfter);
  }

  /** Sends the response of another server, such as the HTML page of a gateway. */
  static Fault body(int status, String contentType, String body) {
    return new ArmedFault.Answer(status, contentType, body);
  }

  /** Executes the call, and sends its response after a delay in real time. */
  static Fault delay(Duration time) {
    return new ArmedFault.Delay(time);
  }

  /** Never responds. The connection stays open until {@link FakeAws} is closed. */
  static Fault hang() {
    return new ArmedFault.Hang();
  }

  /** Resets the connection without a response and without executing the call. */
  static Fault reset() {
    return new ArmedFault.Reset();
  }

  /** Executes the call, but closes the connection after half of the response body. */
  static Fault truncated() {
    return new ArmedFault.Truncate();
  }

  /**
   * Limits the rate of calls with a token bucket. If the bucket is empty, a call is rejected with
   * status 400, {@code Throttling: Rate exceeded}. This fault never ends, so faults after it have
   * no effect.
   *
   * @param permits the size of the bucket, which starts full
   * @param per the time, on the clock of {@link FakeAws}, that an empty bucket takes to fill
   */
  static Fault throttle(int permits, Duration per) {
    return new ArmedFault.Throttle(permits, per);
  }

  /**
   * Executes the call, and changes its response. Without further settings, the response is that of
   * the service.
   */
  static AlteredAnswer altered() {
    return new AlteredAnswer(Map.of(), Duration.ZERO, true);
  }

  /** Injects no fault into this call, so that a later call can fail. */
  static Fault none() {
    return new ArmedFault.Pass();
  }
}
