package io.github.rolecall.testkit.http;

import java.io.IOException;
import java.time.Duration;

/** The reaction of a server to a request: a response, or a network failure. */
public sealed interface Reply
    permits Response, Reply.Delayed, Reply.Hang, Reply.Reset, Reply.Truncated {

  /** The status that the client receives; 0 if it receives none. */
  int status();

  /** The body that the client receives; empty if it receives none. */
  String body();

  /** Sends this reply over the connection. */
  void send(Connection connection) throws IOException;

  /**
   * Sends another reply after a delay.
   *
   * @param by the delay
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

  /** Keeps the connection open and never responds. */
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

  /** Sends RST instead of a response. */
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
   * Sends the length of the whole body and half of its content, then closes the connection.
   *
   * @param response the response to truncate
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
