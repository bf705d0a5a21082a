package io.github.rolecall.http;

import java.io.IOException;

/** The connection ended in the middle of an answer. So the server exists. */
public final class BrokenAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException(IOException cause) {
    super(cause);
  }
}
