package io.github.rolecall.http;

import java.io.IOException;

/** There was no connection for a request: none of it has left this machine. */
public final class RequestNotSentException extends IOException {
  private static final long serialVersionUID = 1L;

  RequestNotSentException(IOException cause) {
    super(cause);
  }
}
