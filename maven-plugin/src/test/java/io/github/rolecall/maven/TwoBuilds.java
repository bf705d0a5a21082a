package io.github.rolecall.maven;

import java.util.Properties;
import java.util.TreeSet;
import org.codehaus.plexus.classworlds.launcher.Launcher;

/**
 * A program that runs two builds in one JVM, as an IDE or a Maven daemon does, to show what the
 * first one leaves in the JVM. Its class path contains Maven, but not the libraries of the tests.
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
