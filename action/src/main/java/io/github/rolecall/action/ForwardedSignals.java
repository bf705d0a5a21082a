package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Forwards signals to a child process. The JDK has no supported API for this, so its internal class
 * is called by reflection. Where that class is missing, a shutdown hook ends the child.
 */
final class ForwardedSignals {
  private static final Path OWN_STATUS = Path.of("/proc/self/stat");
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP", "USR2");

  private ForwardedSignals() {}

  /**
   * Starts the child, forwards signals to it, and waits for its end.
   *
   * @return its exit code; 128 plus the number of the signal that ended it
   * @throws IOException when it cannot be started
   */
  static int run(ProcessBuilder program) throws IOException {
    var started = new CompletableFuture<Process>();
    // Install the handlers before the child starts: a signal in between would end this process and
    // leave the child running.
    SIGNALS.forEach(name -> forward(name, started));
    Process child = program.start();
    started.complete(child);
    var end = new Thread(() -> stop(child), "rolecall-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int exit = child.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      return exit;
    } catch (InterruptedException e) {
      // This thread is interrupted only to end the run.
      stop(child);
      Thread.currentThread().interrupt();
      return 1;
    } catch (IllegalStateException e) {
      // This process is ending, and the hook has ended the child.
      return child.exitValue();
    }
  }

  private static void stop(Process child) {
    child.destroy();
    try {
      if (!child.waitFor(10, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
    }
  }

  private static void forward(String name, CompletableFuture<Process> child) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              ForwardedSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  send(name, child.join());
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The runtime has no such class, or the system no such signal. The shutdown hook still ends
      // the child.
      return;
    }
  }

  private static void send(String name, Process child) throws IOException {
    if (name.equals("TERM")) {
      child.destroy();
      return;
    }
    // Ctrl-C reaches every process in the foreground: do not send it to the child a second time.
    if (name.equals("INT") && inForeground()) {
      return;
    }
    // Java cannot send other signals, but every shell can.
    new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, "" + child.pid())
        .start();
  }

  /** Returns whether the terminal sends its signals to the process group of this process. */
  private static boolean inForeground() {
    try {
      String status = Files.readString(OWN_STATUS, UTF_8);
      // After the name in brackets: state, parent, group, session, terminal, its foreground group.
      String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
      return fields[2].equals(fields[5]);
    } catch (IOException e) {
      return false;
    }
  }
}
