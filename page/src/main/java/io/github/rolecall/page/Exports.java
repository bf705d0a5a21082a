package io.github.rolecall.page;

import io.github.rolecall.policy.job.Jobs;
import org.teavm.jso.JSExport;

/** The functions that the compiled script exports to the page. They take and return texts. */
public final class Exports {
  private Exports() {}

  /** See {@link Explainer#answer}. */
  @JSExport
  public static String answer(String request) {
    return Explainer.answer(request);
  }

  /** See {@link Jobs#claims}. */
  @JSExport
  public static String claims(String request) {
    return Jobs.claims(JsonText.read(request).root());
  }
}
