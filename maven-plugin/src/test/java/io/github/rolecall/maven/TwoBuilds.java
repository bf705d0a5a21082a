package io.github.rolecall.maven;

import java.util.Properties;
import java.util.TreeSet;
import org.codehaus.plexus.classworlds.launcher.Launcher;

/**
 * Two builds in one JVM, as in an IDE or a Maven daemon, and what the first one leaves there. It
 * runs with a Maven on its class path, and no tests.
 */
public final class TwoBuilds {
  private TwoBuilds() {}

  /** Runs Maven twice with the same arguments. */
  public static void main(String[] arguments) throws Exception {
    int exitCode = Launcher.mainWithExitCode(arguments);
    Properties left = (Properties) System.getProperties().clone();
    var ours = new TreeSet<String>();
    for (String name : left.stringPropertyNames()) {
      if (name.startsWith("aws.") || name.startsWith("rolecall.")) {
        ours.add(name);
      }
    }
    System.out.println("left after the first build: " + ours);
    System.exit(exitCode + Launcher.mainWithExitCode(arguments));
  }
}
