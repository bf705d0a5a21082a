package io.github.rolecall.host;

import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where a user names a file. {@code --csv "$CSV"} with the text in place of the file would show the
 * secret in every message about the file, so such a text is refused and not shown.
 */
final class FileName {
  /** What the longest name of a file has on Linux, macOS and Windows. */
  private static final int LONGEST = 255;

  /** What a whole path may have on Linux, with the end that C gives it. */
  private static final int LONGEST_PATH = 4096;

  private record Sign(Pattern pattern, String contents) {
    private Sign(String regex, String contents) {
      this(Pattern.compile(regex), contents);
    }
  }

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("[\\r\\n]", "text with several lines"),
          new Sign("(^|[/\\\\])eyJ[\\w-]{8,}(\\.|$)", "a token"),
          new Sign("^\\s*[{\\[<\"']|-----BEGIN", "a document"),
          new Sign("^\\s*[\\w-]+\\s*[:=]\\s", "settings"),
          new Sign("\\p{Cc}", "text with control characters"),
          new Sign("[^/\\\\]{" + (LONGEST + 1) + ",}|(?s)^.{" + LONGEST_PATH + ",}", "long text"),
          new Sign("\\b(AKIA|ASIA)[A-Z0-9]{12,}", "an access key"));

  private FileName() {}

  /** The path of the file. Throws {@link InputProblem.ContentsGiven}. */
  static Path of(Given name, Function<String, Path> path) {
    try {
      Path file = path.apply(name.text());
      if (!Files.exists(file)) {
        refuseContents(name);
      }
      return file;
    } catch (InvalidPathException e) {
      throw contents(name, "text that cannot be a file name");
    }
  }

  private static void refuseContents(Given name) {
    for (Sign sign : SIGNS) {
      if (sign.pattern().matcher(name.text()).find()) {
        throw contents(name, sign.contents());
      }
    }
    if (CredentialShape.isSecretKey(name.text())) {
      throw contents(name, "a secret access key");
    }
  }

  private static CredentialsException contents(Given name, String contents) {
    return new CredentialsException(new InputProblem.ContentsGiven(name.name(), contents));
  }
}
