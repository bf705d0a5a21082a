package io.github.rolecall.assume.plan;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
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
import java.nio.charset.Charset;
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
      return reading.apply(text(WholeFile.bytesOrStream(path)));
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

  /** PowerShell writes what a program prints in UTF-16. Anything else must be UTF-8. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // Windows writes it before UTF-8, too, where it says nothing.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What the mark at the beginning says; without it, a first character of two bytes. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return UTF_8;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      return UTF_16;
    }
    return first == 0 && second != 0 ? UTF_16BE : first != 0 && second == 0 ? UTF_16LE : UTF_8;
  }

  private CredentialsException unreadable(Path path, String reason) {
    return new CredentialsException(
        new InputProblem.FileUnreadable(inputs.name(input), path.toString(), reason));
  }
}
