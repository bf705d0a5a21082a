package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.Spelling;
import java.util.Collection;

/** A key that nobody reads: refused, as a misspelled guard would guard nothing. */
final class Unknown {
  private Unknown() {}

  /**
   * @param key what the user may have misspelled; the name may have more before it
   */
  static CredentialsException key(Setting setting, String key, Collection<String> known) {
    return new CredentialsException(
        new InputProblem.Unknown(setting.path(), setting.where(), Spelling.nearest(key, known)));
  }
}
