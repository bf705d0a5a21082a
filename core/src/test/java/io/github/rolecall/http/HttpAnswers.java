package io.github.rolecall.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads what a server or a proxy sends, for tests of other packages. */
public final class HttpAnswers {
  private HttpAnswers() {}

  /** Reads answers until something is no answer, as a connection does, and as a proxy's. */
  public static void read(byte[] sent) {
    try {
      var reader = new HttpReader(new ByteArrayInputStream(sent));
      do {
        Http.Answer answer = reader.answer();
        answer.date();
      } while (reader.fitForMore() || reader.begun());
    } catch (IOException e) {
      // What the callers tell as a problem of the network.
    }
    try {
      new HttpReader(new ByteArrayInputStream(sent)).statusOfConnect();
    } catch (IOException e) {
      // The same.
    }
  }
}
