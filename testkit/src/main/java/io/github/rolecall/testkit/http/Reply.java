package io.github.rolecall.testkit.http;

import java.io.IOException;
import java.time.Duration;

/**
 * What a server does with a request: it answers, or it fails in one of the ways that networks fail.
 */
public sealed interface Reply
    permits Response, Reply.Delayed, Reply.Hang, Reply.Reset, Reply.Truncated {

  /** The status that the client gets to see, 0 when it sees none. */
  int status();

  /** The body that the client gets to see, empty when it sees none. */
  String body();

  /** Acts on the connection. */
  void send(Connection connection) throws IOException;

  /**
   * Another reply, later.
   *
   * @param by how much later
   * @param reply the reply
   */
  record Delayed(Duration by, Reply reply) implements Reply {
    @Override
    public int status() {
      return reply.status();
    }

    @Override
    public String body() {
      return reply.body();
    }

    @Override
    public void send(Connection connection) throws IOException {
      connection.pause(by);
      reply.send(connection);
    }
  }

  /** Holds the connection open and never answers. */
  record Hang() implements Reply {
    @Override
    public int status() {
      return 0;
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public void send(Connection connection) throws IOException {
      connection.pauseForGood();
      connection.close();
    }
  }

  /** Sends RST instead of an answer. */
  record Reset() implements Reply {
    @Override
    public int status() {
      return 0;
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public void send(Connection connection) throws IOException {
      connection.reset();
    }
  }

  /**
   * Announces the whole body, sends half of it and closes.
   *
   * @param response the response that is cut short
   */
  record Truncated(Response response) implements Reply {
    @Override
    public int status() {
      return response.status();
    }

    @Override
    public String body() {
      return response.body().substring(0, response.body().length() / 2);
    }

    @Override
    public void send(Connection connection) throws IOException {
      connection.write(response, body().length());
      connection.close();
    }
  }
}
