package io.github.rolecall.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads what a server or a proxy sends, for tests of other packages. */
public final class HttpAnswers {
  private HttpAnswers() {}

  /**
   * Reads answers until an invalid one, as a connection does, and then as the answer of a proxy.
   */
  public static void read(byte[] sent) {
    try {
      var reader = new HttpReader(new ByteArrayInputStream(sent));
      do {
        Http.Answer answer = reader.answer();
        answer.date();
      } while (reader.fitForMore() || reader.begun());
    } catch (IOException e) {
      // Callers report this as a network problem.
    }
    try {
      new HttpReader(new ByteArrayInputStream(sent)).statusOfConnect();
    } catch (IOException e) {
      // Callers report this too.
    }
  }
}
