package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stands between whoever sends signals and a child process. The JDK has no supported way to do so:
 * its own class is reached by reflection, and where it is missing the child is ended with us.
 */
final class ForwardedSignals {
  private static final Path OWN_STATUS = Path.of("/proc/self/stat");
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP", "USR2");

  private ForwardedSignals() {}

  /**
   * Waits for the child's end, and gives it meanwhile what we get.
   *
   * @return its exit code; 128 and the number of the signal if one has ended it
   */
  static int waitFor(Process child) {
    var end = new Thread(() -> stop(child), "rolecall-end");
    Runtime.getRuntime().addShutdownHook(end);
    SIGNALS.forEach(name -> forward(name, child));
    while (true) {
      try {
        int exit = child.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return exit;
      } catch (InterruptedException e) {
        // Nobody interrupts us but to end all: the child gets the chance to end well.
        child.destroy();
      } catch (IllegalStateException e) {
        // The hook runs already, and waits for the child itself.
        return child.isAlive() ? 1 : child.exitValue();
      }
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

  private static void forward(String name, Process child) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              ForwardedSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  send(name, child);
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // No such class in this runtime, or no such signal on this system: the hook is left.
      return;
    }
  }

  private static void send(String name, Process child) throws IOException {
    if (name.equals("TERM")) {
      child.destroy();
      return;
    }
    // Ctrl-C reaches every process in the foreground: twice would be once too often.
    if (name.equals("INT") && inForeground()) {
      return;
    }
    // Java can send no other signals, and every shell can.
    new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, "" + child.pid())
        .start();
  }

  /** Whether our process group is the one that the terminal sends its signals to. */
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
