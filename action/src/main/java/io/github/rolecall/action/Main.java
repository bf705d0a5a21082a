package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entry point of the jar: {@code rolecall action} for the runner, other commands for people.
 */
public final class Main {
  private static final String HOST_TEMP = "--host-temp=";

  private Main() {}

  public static void main(String[] args) {
    var standardOutput = new StandardOutput();
    PrintStream out = standardOutput.stream();
    var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    int exit;
    try {
      Cancellation.watch();
      exit = run(args, Host.process(out), err);
    } catch (Throwable e) {
      exit = new FatalErrorOutput(out, err).failed(args, e);
    }
    out.flush();
    exit = standardOutput.exit(exit, err);
    err.flush();
    // Nothing is left to do: do not wait for threads that still connect, and run no shutdown hooks.
    Runtime.getRuntime().halt(exit);
  }

  /**
   * Runs without using anything outside the host.
   *
   * @param host the host, whose log is the standard output
   * @param err the output for messages of the command, whose result goes to the standard output
   * @return the exit code: 0, or 1 when the user has something to fix, or 2 for wrong usage
   */
  public static int run(String[] args, Host host, PrintStream err) {
    if (args.length > 0 && args[0].equals(CommandName.ACTION.word())) {
      // The runner passes this argument because action.yml sets it in args.
      Optional<String> temp =
          Stream.of(args)
              .filter(argument -> argument.startsWith(HOST_TEMP))
              .map(argument -> argument.substring(HOST_TEMP.length()))
              .filter(path -> !path.isBlank())
              .findFirst();
      return new ActionStep(host, temp, ImageRuntime.ofProcess()).run();
    }
    return RolecallCommand.run(args, host, err);
  }
}
