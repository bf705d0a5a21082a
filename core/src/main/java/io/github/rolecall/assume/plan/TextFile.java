package io.github.rolecall.assume.plan;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    Path path = host.file(new Given(inputs.required(input), inputs.name(input)));
    try {
      return reading.apply(text(WholeFile.bytesOrStream(path)));
    } catch (NoSuchFileException e) {
      throw unreadable(path, "it does not exist");
    } catch (IOException e) {
      throw unreadable(path, FileFailure.reason(e));
    } catch (IllegalArgumentException e) {
      throw unreadable(path, String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    }
  }

  /** PowerShell writes what a program prints in UTF-16. Anything else must be UTF-8. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    boolean wide =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    String text = (wide ? UTF_16 : UTF_8).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // Windows writes it before UTF-8, too, where it says nothing.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private CredentialsException unreadable(Path path, String reason) {
    return new CredentialsException(
        new InputProblem.FileUnreadable(inputs.name(input), path.toString(), reason));
  }
}
