package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Response;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The operation that a request calls.
 *
 * @param name see {@link Call#name()}
 * @param parameters see {@link Call#parameters()}
 * @param errors the error format of the service
 * @param service executes the call
 */
record Operation(
    String name, Map<String, String> parameters, ErrorFormat errors, Supplier<Response> service) {

  /** Writes an error in the format of one service. */
  @FunctionalInterface
  interface ErrorFormat {
    Response write(int status, String code, String message);
  }

  Response answer() {
    return service.get();
  }

  Response refuse(int status, String code, String message) {
    return errors.write(status, code, message);
  }
}
