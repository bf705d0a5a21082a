package io.github.rolecall.page.regex;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A regular expression of the browser. */
final class BrowserExpression implements Expression {
  private final JSObject compiled;

  /**
   * @param flags {@code d} for the bounds of groups, and {@code g} or {@code y} for where to begin
   */
  BrowserExpression(String source, String flags) {
    compiled = compile(source, flags);
  }

  @Override
  public int @Nullable [] find(String text, int from) {
    return find(compiled, text, from);
  }

  @JSBody(
      params = {"source", "flags"},
      script = "return new RegExp(source, flags);")
  private static native JSObject compile(String source, String flags);

  @JSBody(
      params = {"expression", "text", "from"},
      script =
          "expression.lastIndex = from;"
              + " var match = expression.exec(text);"
              + " if (match === null) { return null; }"
              + " var bounds = [];"
              + " for (var i = 0; i < match.length; i++) {"
              + "   var pair = match.indices[i];"
              + "   bounds.push(pair ? pair[0] : -1, pair ? pair[1] : -1);"
              + " }"
              + " return bounds;")
  private static native int @Nullable [] find(JSObject expression, String text, int from);
}
