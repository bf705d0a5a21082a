package io.github.rolecall.action;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A program that writes its environment to a file. */
public final class EnvironmentProgram {
  private EnvironmentProgram() {}

  public static void main(String[] args) throws IOException {
    var all = new Properties();
    all.putAll(System.getenv());
    try (OutputStream out = Files.newOutputStream(Path.of(System.getenv("SEEN")))) {
      all.store(out, String.join(" ", args));
    }
  }
}
