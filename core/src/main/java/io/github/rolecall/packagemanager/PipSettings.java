package io.github.rolecall.packagemanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code pip.conf}. Its index has the token in its URL: pip has no other place for it.
 *
 * @see <a href="https://pip.pypa.io/en/stable/topics/configuration/">pip, configuration</a>
 */
final class PipSettings implements Settings {
  private static final String KEY = "index-url";
  private static final List<String> COMMANDS = List.of("install", "download", "wheel");

  /** What may not stand in a URL before the host. */
  private static final Pattern RESERVED = Pattern.compile("[^A-Za-z0-9._~=-]");

  private final PythonConfig config;

  PipSettings(String file, String text) {
    config = new PythonConfig(file, text);
  }

  @Override
  public String with(RepositoryLogin login) {
    String password =
        RESERVED
            .matcher(login.password())
            .replaceAll(sign -> Matcher.quoteReplacement(URLEncoder.encode(sign.group(), UTF_8)));
    String url =
        "https://" + RepositoryLogin.USER + ":" + password + "@" + login.hostAndPath() + "simple/";
    return config.with("global", KEY, List.of(url), PipSettings::isIndex).text();
  }

  /** The options of a command of pip have precedence over those of all commands. */
  @Override
  public List<String> conflicts(RepositoryLogin login) {
    return COMMANDS.stream()
        .filter(command -> config.has(command, PipSettings::isIndex))
        .map(
            command ->
                "[%s] in the same file has an %s of its own, which pip %s uses instead. Remove it."
                    .formatted(command, KEY, command))
        .toList();
  }

  /** Whether pip reads the key as this one: {@code index_url} is the same. */
  private static boolean isIndex(String key) {
    return key.replace('_', '-').replaceFirst("^--", "").equals(KEY);
  }
}
