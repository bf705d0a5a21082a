package io.github.rolecall.assume.run;

import io.github.rolecall.http.Once;
import io.github.rolecall.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Caches what sources returned in this run, so that several roles with the same source request it
 * once. It keeps two lists: the first source is compared with nothing, because the first comparison
 * is slow.
 */
public final class SourceAnswers<T> {
  private final List<Source> sources = new ArrayList<>();
  private final List<Once<T>> answers = new ArrayList<>();

  /** Returns the cached answer of the source, or requests it now. */
  public T of(Source source, Supplier<T> question) {
    return once(source, question).get();
  }

  private synchronized Once<T> once(Source source, Supplier<T> question) {
    int known = sources.indexOf(source);
    if (known >= 0) {
      return answers.get(known);
    }
    var once = new Once<T>(question::get);
    sources.add(source);
    answers.add(once);
    return once;
  }
}
