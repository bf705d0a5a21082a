package io.github.rolecall.extension;

import org.apache.maven.plugin.AbstractMojo;

/** The goal of a private plugin: prints a line, after a time that a property of the JVM sets. */
public final class HelloMojo extends AbstractMojo {
  @Override
  public void execute() {
    try {
      Thread.sleep(Long.getLong("hello.millis", 0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    getLog().info("hello from the private plugin");
  }
}
