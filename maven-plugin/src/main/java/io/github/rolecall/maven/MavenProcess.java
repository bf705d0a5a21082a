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
 * The process that Maven runs in.
 *
 * @param host the world around it
 * @param jvm its system properties
 * @param ancestors the processes that have led to it, the nearest first
 * @param originals what its system properties were before any build in it changed them
 */
record MavenProcess(
    Host host,
    Supplier<Properties> jvm,
    Supplier<List<OuterBuild.Ancestor>> ancestors,
    OriginalProperties originals) {

  /** This one. Unlike {@code System.out}, Maven does not rewrite its raw standard output. */
  static MavenProcess current() {
    var output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    return new MavenProcess(
        Host.system(output),
        System::getProperties,
        OuterBuild::ancestors,
        OriginalProperties.ofThisJvm());
  }
}
