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
   * What the text of the file is read as. Fails with {@link InputProblem.FileUnreadable}, also
   * where the reading throws {@link IllegalArgumentException}.
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

  /** The failure for what turned out to be wrong with the text, in the words of the exception. */
  public CredentialsException unfit(IllegalArgumentException e) {
    return unreadable(path(), String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
  }

  private CredentialsException unreadable(Path path, String reason) {
    return new CredentialsException(
        new InputProblem.FileUnreadable(inputs.name(input), path.toString(), reason));
  }
}
