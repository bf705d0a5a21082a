package io.github.rolecall.page;

import io.github.rolecall.policy.job.Jobs;
import org.teavm.jso.JSExport;

/** What the script of the page offers to the page: texts in, texts out. */
public final class Exports {
  private Exports() {}

  /** See {@link Explainer#answer}. */
  @JSExport
  public static String answer(String request) {
    return Explainer.answer(request);
  }

  /** See {@link Jobs#forms}. */
  @JSExport
  public static String forms() {
    return Jobs.forms();
  }

  /** See {@link Jobs#claims}. */
  @JSExport
  public static String claims(String request) {
    return Jobs.claims(JsonText.read(request).root());
  }
}
