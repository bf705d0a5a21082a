package io.github.rolecall.assume.run;

import io.github.rolecall.http.Once;
import io.github.rolecall.plan.Source;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What sources gave in this run: several roles that start from the same one ask it once. */
public final class SourceAnswers {
  private final Asked<IdentityToken> tokens = new Asked<>();
  private final Asked<SessionCredentials> credentials = new Asked<>();

  public IdentityToken token(Source source, Supplier<IdentityToken> question) {
    return tokens.of(source, question).get();
  }

  SessionCredentials credentials(Source source, Supplier<SessionCredentials> question) {
    return credentials.of(source, question).get();
  }

  /** Lists: the first source is compared with nothing, which is slow when done the first time. */
  private static final class Asked<T> {
    private final List<Source> sources = new ArrayList<>();
    private final List<Once<T>> answers = new ArrayList<>();

    private synchronized Once<T> of(Source source, Supplier<T> question) {
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
}
