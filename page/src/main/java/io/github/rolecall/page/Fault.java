package io.github.rolecall.page;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text of the page that cannot be used. */
final class Fault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String input;
  private final String what;
  private final int line;
  private final int column;

  /** A fault at a place; 0 where the place is not known. */
  Fault(String input, String what, int line, int column) {
    super(input + ": " + what);
    this.input = input;
    this.what = what;
    this.line = line;
    this.column = column;
  }

  /** Runs something that throws {@link IllegalArgumentException} if the input is wrong. */
  static <T> T in(String input, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (JsonFault e) {
      throw new Fault(input, e.what(), e.line(), e.column());
    } catch (IllegalArgumentException e) {
      throw new Fault(input, String.valueOf(e.getMessage()), 0, 0);
    }
  }

  /** The answer to the page. */
  Map<String, @Nullable Object> json() {
    var fault = new LinkedHashMap<String, @Nullable Object>();
    fault.put("in", input);
    fault.put("message", what);
    fault.put("line", line == 0 ? null : line);
    fault.put("column", line == 0 ? null : column);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("claims", null);
    answer.put("fault", fault);
    return answer;
  }
}
