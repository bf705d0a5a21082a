package io.github.rolecall.page;

import io.github.rolecall.policy.read.SeveralRolesException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Invalid input in a text field of the page. */
final class Fault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String input;
  private final String what;
  private final int line;
  private final int column;
  private final transient List<String> roles;

  /** Makes a fault at a line and column; both are 0 if the place is not known. */
  Fault(String input, String what, int line, int column) {
    this(input, what, line, column, List.of());
  }

  private Fault(String input, String what, int line, int column, List<String> roles) {
    super(input + ": " + what);
    this.input = input;
    this.what = what;
    this.line = line;
    this.column = column;
    this.roles = roles;
  }

  /** Makes the fault of a policy with several roles, of which the user has to choose one. */
  static Fault roles(SeveralRolesException several) {
    return new Fault("role", String.valueOf(several.getMessage()), 0, 0, several.roles());
  }

  /** Runs code that throws {@link IllegalArgumentException} if the input is invalid. */
  static <T> T in(String input, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (JsonFault e) {
      throw new Fault(input, e.what(), e.line(), e.column());
    } catch (IllegalArgumentException e) {
      throw new Fault(input, String.valueOf(e.getMessage()), 0, 0);
    }
  }

  /** Returns the fault as JSON for the page. */
  Map<String, @Nullable Object> json() {
    var fault = new LinkedHashMap<String, @Nullable Object>();
    fault.put("in", input);
    fault.put("message", what);
    fault.put("line", line == 0 ? null : line);
    fault.put("column", line == 0 ? null : column);
    fault.put("roles", roles);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("claims", null);
    answer.put("fault", fault);
    return answer;
  }
}
