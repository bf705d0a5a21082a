package io.github.rolecall.host;

import io.github.rolecall.text.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects the secrets of a program, which its error output must not show. */
final class CommandSecrets {
  private static final int SHORTEST_PRINTED = 8;

  private CommandSecrets() {}

  /**
   * Returns its arguments after options whose names indicate a secret, and its standard output,
   * which would have been a secret.
   */
  static List<String> of(List<String> words, String printed) {
    var secrets = new ArrayList<String>();
    for (int i = 1; i < words.size(); i++) {
      String[] option = words.get(i).split("=", 2);
      boolean secret = option[0].startsWith("-") && SecretNames.isSecret(option[0]);
      if (secret && option.length == 2) {
        secrets.add(option[1]);
      } else if (secret && i + 1 < words.size()) {
        secrets.add(words.get(i + 1));
      }
    }
    printed
        .lines()
        .flatMap(line -> Stream.of(line.split("[\"',\\s]+", -1)))
        .filter(word -> word.length() >= SHORTEST_PRINTED)
        .forEach(secrets::add);
    return secrets.stream().filter(word -> !word.isBlank()).toList();
  }
}
