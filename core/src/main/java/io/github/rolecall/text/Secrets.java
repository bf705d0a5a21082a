package io.github.rolecall.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All secrets of a run. Every text from a server, a proxy or a program goes through {@link #shown}
 * before it is printed. A secret is registered before its first use, and is never removed.
 */
public final class Secrets {
  /** This many consecutive characters of a secret are hidden too. */
  private static final int PIECE = 10;

  private static final int SHORTEST = 2;
  private static final int SHORTEST_IN_OUR_TEXT = 6;

  /** Longer texts are not messages for users. */
  private static final int LONGEST_READ = 8 * 1024;

  private static final int LONGEST = 300;
  private static final int LONGEST_END = 1000;

  private static final Pattern KEY_ID = Pattern.compile("A[KS]IA[A-Z0-9]{12,60}");

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile Map<String, String> learned = Map.of();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /**
   * Hides the secret from now on. An access key id alone gives no access: our own messages name it,
   * those of others do not.
   */
  public void learn(String secret) {
    String text = secret.strip();
    if (KEY_ID.matcher(text).matches()) {
      ids.add(text);
    } else if (text.length() >= SHORTEST) {
      known.add(text);
    }
  }

  /**
   * Learns the values of variables whose names say secret, and logins in addresses. The very same
   * environment, which many copies of a {@code Host} have, is looked at once.
   */
  @SuppressWarnings("ReferenceEquality")
  public void learn(Map<String, String> environment) {
    if (environment != learned) {
      environment.forEach((name, value) -> VariableSecrets.of(name, value).forEach(this::learn));
      learned = environment;
    }
  }

  /** Our own text without secrets, which may have come into it as parts of what users wrote. */
  public String without(String text) {
    List<String> possible =
        sorted(known.stream())
            .filter(secret -> secret.length() >= SHORTEST_IN_OUR_TEXT)
            .filter(secret -> secret.length() <= text.length())
            .toList();
    return possible.isEmpty() ? text : without(text, possible, Integer.MAX_VALUE);
  }

  /**
   * The beginning of a text of others as it may be shown, in one line: nothing of a secret that
   * this run has, in any form, and nothing that looks like one.
   */
  public String shown(String text) {
    String beginning = text.substring(0, Math.min(text.length(), LONGEST_READ));
    String line = line(beginning, List.of());
    return line.substring(0, Math.min(line.length(), LONGEST));
  }

  /** The same for the end of what a program says, which is why it failed. */
  public String shownEnd(String text, List<String> more) {
    String end = text.substring(Math.max(0, text.length() - LONGEST_READ));
    String line = line(end, more);
    return line.length() <= LONGEST_END
        ? line
        : "... " + line.substring(line.length() - LONGEST_END);
  }

  private String line(String text, List<String> more) {
    List<String> all =
        sorted(Stream.of(known, ids, more).flatMap(secrets -> secrets.stream())).toList();
    String line = Redaction.of(without(text, all, PIECE));
    return PlainText.harmless(line.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static String without(String text, List<String> secrets, int piece) {
    var forms = new SecretForms(text);
    secrets.forEach(secret -> forms.find(secret, piece));
    return forms.without();
  }

  private static Stream<String> sorted(Stream<String> secrets) {
    return secrets.sorted(Comparator.comparingInt(String::length).reversed());
  }

  @Override
  public String toString() {
    return "Secrets[" + known.size() + "]";
  }
}
