package io.github.rolecall.page;

import org.teavm.jso.JSExport;

/** What the script of the page offers to the page: texts in, texts out. */
public final class Exports {
  private Exports() {}

  /** See {@link Explainer#answer}. */
  @JSExport
  public static String answer(String request) {
    return Explainer.answer(request);
  }
}
