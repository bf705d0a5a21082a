package io.github.rolecall.testkit.http;

/** Decides what happens with a request. It is called from several threads at once. */
@FunctionalInterface
public interface Handler {
  /** The reply to one request. */
  Reply handle(Request request);
}
