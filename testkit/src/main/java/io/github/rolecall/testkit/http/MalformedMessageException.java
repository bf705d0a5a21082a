package io.github.rolecall.testkit.http;

import java.io.IOException;

/** The peer sent something that is not HTTP/1.1, or more of it than is allowed. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  MalformedMessageException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that a server answers with. */
  public int status() {
    return status;
  }
}
