package io.github.rolecall.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.execution.ExecutionEvent;

/**
 * An extension that records everything that Maven tells: how each goal is configured, and after
 * each project the properties of the JVM. It runs in a Maven that a test starts.
 */
@Named
@Singleton
public final class RecordingSpy extends AbstractEventSpy {
  private static final String FILE = "recording.spy";

  /** Options for a Maven that is to have it, in a jar of its own. */
  static String[] in(Path jar, Path file) {
    return new String[] {"-Dmaven.ext.class.path=" + jar, "-D" + FILE + "=" + file};
  }

  @Override
  public void onEvent(Object event) throws Exception {
    if (event instanceof ExecutionEvent told) {
      String text =
          told.getMojoExecution() == null
              ? told.getType() + " " + System.getProperties()
              : told.getType()
                  + " "
                  + told.getMojoExecution()
                  + " "
                  + told.getMojoExecution().getConfiguration();
      Files.writeString(
          Path.of(System.getProperty(FILE)),
          text + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
