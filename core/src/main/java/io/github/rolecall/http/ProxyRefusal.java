package io.github.rolecall.http;

import java.io.IOException;

/** What a proxy answers that does not lead on. */
final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ProxyRefusal(int status) {
    super("the proxy answers with status " + status);
    this.status = status;
  }

  int status() {
    return status;
  }
}
