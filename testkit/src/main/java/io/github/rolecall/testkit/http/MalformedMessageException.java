package io.github.rolecall.testkit.http;

import java.io.IOException;

/** Thrown when the peer sends an invalid HTTP/1.1 message, or one that is too large. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  MalformedMessageException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status of the server's response. */
  public int status() {
    return status;
  }
}
