package io.github.rolecall.ci;

import io.github.rolecall.console.Console;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The log of a GitHub job, whose lines can be commands of the runner.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">GitHub,
 *     workflow commands</a>
 */
final class GitHubConsole implements Console {
  private final PrintStream stream;
  private final Words words;
  private final Secrets secrets;
  private final Set<String> masked = ConcurrentHashMap.newKeySet();

  GitHubConsole(PrintStream stream, Words words, Secrets secrets) {
    this.stream = stream;
    this.words = words;
    this.secrets = secrets;
  }

  @Override
  public void info(String text) {
    print(PlainText.harmless(secrets.without(text)));
  }

  @Override
  public void warn(String text) {
    command("warning title=Rolecall", text);
  }

  @Override
  public void debug(String text) {
    command("debug", text);
  }

  @Override
  public void mask(String secret) {
    secrets.learn(secret);
    // The runner takes a blank mask for a fault, and would mask nothing.
    if (!secret.isBlank() && masked.add(secret)) {
      print("::add-mask::" + escaped(secret));
    }
  }

  @Override
  public void failed(Problem problem) {
    command("error title=Rolecall (" + problem.code() + ")", problem.message(words));
  }

  private void command(String name, String data) {
    print("::" + name + "::" + escaped(secrets.without(data)));
  }

  private static String escaped(String data) {
    return data.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void print(String line) {
    stream.print(line + "\n");
    stream.flush();
  }
}
