package io.github.rolecall.aws.sso;

import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Calls IAM Identity Center with the HTTP client, retries and log of the run. */
public final class SsoCaller {
  private final Host host;
  private final Console console;
  private final Network network;
  private final Retry retry;

  /** Makes a caller from the parts of one run. */
  public SsoCaller(Host host, Console console, Network network, Retry retry) {
    this.host = host;
    this.console = console;
    this.network = network;
    this.retry = retry;
  }

  Host host() {
    return host;
  }

  Console console() {
    return console;
  }

  Network network() {
    return network;
  }

  /** Returns a caller without retries, for a call whose answer is optional. */
  SsoCaller once() {
    return new SsoCaller(host, console, network, new Retry(1, Duration.ZERO));
  }

  Instant now() {
    return host.clock().instant();
  }

  <T> T retried(String what, Supplier<T> question) {
    return retry.run(host, console, what, question);
  }

  /** Runs a call that must not be repeated after it was sent. */
  <T> T retriedUntilSent(String what, Supplier<T> question) {
    return retry.runUntilSent(host, console, what, question);
  }
}
