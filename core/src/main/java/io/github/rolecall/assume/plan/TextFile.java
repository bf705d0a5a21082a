package io.github.rolecall.assume.plan;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.TextEncoding;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file without secrets that an input names. */
public final class TextFile {
  private final Inputs inputs;
  private final Host host;
  private final Input input;

  public TextFile(Inputs inputs, Host host, Input input) {
    this.inputs = inputs;
    this.host = host;
    this.input = input;
  }

  /**
   * Reads the file and parses its text. Fails with {@link InputProblem.FileUnreadable}, also when
   * the parser throws {@link IllegalArgumentException}.
   */
  public <T> T read(Function<String, T> reading) {
    Path path = path();
    try {
      return reading.apply(TextEncoding.decode(WholeFile.bytesOrStream(path)));
    } catch (NoSuchFileException e) {
      throw unreadable(path, "it does not exist");
    } catch (IOException e) {
      throw unreadable(path, FileFailure.reason(e));
    } catch (IllegalArgumentException e) {
      throw unfit(e);
    }
  }

  private Path path() {
    return host.file(new Given(inputs.required(input), inputs.name(input)));
  }

  /** Returns the failure for invalid text, with the message of the exception. */
  public CredentialsException unfit(IllegalArgumentException e) {
    return unreadable(path(), String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
  }

  private CredentialsException unreadable(Path path, String reason) {
    return new CredentialsException(
        new InputProblem.FileUnreadable(inputs.name(input), path.toString(), reason));
  }
}
