package io.github.rolecall.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of a variable of the environment is a secret. */
final class VariableSecrets {
  private static final int SHORTEST = 8;
  private static final Pattern LOGIN = Pattern.compile("://([^\\s/@]*)@");

  /** A password that was not encoded may have any character in it. */
  private static final Pattern PROXY_LOGIN = Pattern.compile("^(?:[^:/@]*://)?(.+)@");

  private static final Pattern PROXY = Pattern.compile("(?i).*[_-]PROXY");

  private VariableSecrets() {}

  static Stream<String> of(String name, String value) {
    Stream<String> whole =
        Stream.of(value.strip())
            .filter(text -> text.length() >= SHORTEST && SecretNames.isSecret(name));
    if (value.indexOf('@') < 0) {
      return whole;
    }
    Pattern login = PROXY.matcher(name).matches() ? PROXY_LOGIN : LOGIN;
    List<String> logins = login.matcher(value).results().map(found -> found.group(1)).toList();
    return Stream.concat(whole, logins.stream().flatMap(VariableSecrets::ofLogin));
  }

  private static Stream<String> ofLogin(String login) {
    Stream<String> passwords =
        Stream.of(login.split(":", 2))
            .skip(1)
            .flatMap(password -> Stream.of(password, TracedText.of(password).decoded().toString()));
    return Stream.concat(Stream.of(login), passwords);
  }
}
