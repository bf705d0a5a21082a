package io.github.rolecall.http;

import java.io.IOException;

/** An answer had begun, and did not come to its end: somebody is there. */
public final class BrokenAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException(IOException cause) {
    super(cause);
  }
}
