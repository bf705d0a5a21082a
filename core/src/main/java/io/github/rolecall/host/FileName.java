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
 * Checks the name of a file that a user gives. {@code --csv "$CSV"} may pass the content instead of
 * the file, and every message about the file would then show a secret. So such a text is refused
 * and not shown.
 */
final class FileName {
  /** The limit of a file name on Linux, macOS and Windows. */
  private static final int LONGEST = 255;

  /** The limit of a path on Linux, including the zero byte of C. */
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

  /** Returns the path of the file. Throws {@link InputProblem.ContentsGiven}. */
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
