package io.github.rolecall.aws.sso;

import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** How a run reaches IAM Identity Center: the one HTTP client, its retries and its log. */
public final class SsoCaller {
  private final Host host;
  private final Console console;
  private final Network network;
  private final Retry retry;

  /** Makes it of what one run has. */
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

  /** The same where an answer is welcome, but not needed. */
  SsoCaller once() {
    return new SsoCaller(host, console, network, new Retry(1, Duration.ZERO));
  }

  Instant now() {
    return host.clock().instant();
  }

  <T> T retried(String what, Supplier<T> question) {
    return retry.run(host, console, what, question);
  }

  /** The same for a question that is good for one try. */
  <T> T retriedUntilSent(String what, Supplier<T> question) {
    return retry.runUntilSent(host, console, what, question);
  }
}
