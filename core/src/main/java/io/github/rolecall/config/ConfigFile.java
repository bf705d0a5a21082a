package io.github.rolecall.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.Settings;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the file that {@link Input#CONFIG} names, in any of the supported formats. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Returns the inputs with the values of the file, see {@link Inputs#with}.
   *
   * @param inputs must have a value for {@link Input#CONFIG}
   * @param host resolves the file and the paths in it
   * @throws CredentialsException with {@link InputProblem}
   */
  public static Inputs read(Inputs inputs, Host host) {
    var given = new Given(inputs.required(Input.CONFIG), inputs.name(Input.CONFIG));
    String text = text(host.file(given), given.name());
    return inputs.withFile(settings(Setting.parse(given.text(), text), host));
  }

  /** The top-level keys show which format the file has. */
  private static Settings settings(Setting root, Host host) {
    Map<String, Setting> keys = root.keys();
    var builder = new SettingsBuilder(host);
    if (keys.containsKey("values") || keys.containsKey("imports")) {
      new EscEnvironment(root.in(Dialect.ESC), builder).read();
    } else if (keys.containsKey("settings") || keys.containsKey("operationContext")) {
      DeploymentSettings.read(root.in(Dialect.STACK), builder);
    } else if (StackConfig.is(keys)) {
      StackConfig.read(root.in(Dialect.STACK), builder);
    } else {
      OwnFile.read(keys, builder);
    }
    return builder.settings();
  }

  private static String text(Path path, String name) {
    try {
      byte[] bytes = WholeFile.bytesOrStream(path);
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      boolean link = Files.isSymbolicLink(path);
      throw unreadable(
          name, path, link ? "it is a symbolic link to a missing file" : "it does not exist");
    } catch (CharacterCodingException e) {
      throw unreadable(name, path, "it is not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(name, path, FileFailure.reason(e));
    }
  }

  private static CredentialsException unreadable(String name, Path path, String reason) {
    return new CredentialsException(new InputProblem.FileUnreadable(name, path.toString(), reason));
  }
}
