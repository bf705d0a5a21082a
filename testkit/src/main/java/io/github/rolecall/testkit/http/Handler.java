package io.github.rolecall.testkit.http;

/** A handler of requests. The server calls it from several threads at once. */
@FunctionalInterface
public interface Handler {
  /** The reply to one request. */
  Reply handle(Request request);
}
