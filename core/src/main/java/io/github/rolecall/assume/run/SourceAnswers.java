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

  /** A list: the first source is compared with nothing, which is slow when done the first time. */
  private static final class Asked<T> {
    private record Answer<T>(Source source, Once<T> once) {}

    private final List<Answer<T>> answers = new ArrayList<>();

    private synchronized Once<T> of(Source source, Supplier<T> question) {
      for (Answer<T> answer : answers) {
        if (answer.source().equals(source)) {
          return answer.once();
        }
      }
      var once = new Once<T>(question::get);
      answers.add(new Answer<>(source, once));
      return once;
    }
  }
}
