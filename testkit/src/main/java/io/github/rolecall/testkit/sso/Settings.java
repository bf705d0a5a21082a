package io.github.rolecall.testkit.sso;

import java.time.Duration;

/** The settings of IAM Identity Center. Tests shorten its lifetimes. */
final class Settings {
  volatile Duration registration = Duration.ofDays(90);
  volatile Duration session = Duration.ofHours(8);
  volatile Duration token = Duration.ofHours(1);
  volatile Duration deviceCode = Duration.ofMinutes(10);
  volatile Duration code = Duration.ofMinutes(1);
  volatile Duration interval = Duration.ofSeconds(1);
  volatile int page = 2;
  volatile boolean denies;
}
