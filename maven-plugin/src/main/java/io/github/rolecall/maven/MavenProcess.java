package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The process that runs Maven.
 *
 * @param host the environment of the process
 * @param jvm the system properties
 * @param ancestors the ancestors of the process, the nearest first
 * @param originals the values of system properties before any build changed them
 */
record MavenProcess(
    Host host,
    Supplier<Properties> jvm,
    Supplier<List<OuterBuild.Ancestor>> ancestors,
    OriginalProperties originals) {

  /**
   * The current process. It uses the raw standard output, because Maven changes {@code System.out}.
   */
  static MavenProcess current() {
    var output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    return new MavenProcess(
        Host.system(output),
        System::getProperties,
        OuterBuild::ancestors,
        OriginalProperties.ofThisJvm());
  }
}
