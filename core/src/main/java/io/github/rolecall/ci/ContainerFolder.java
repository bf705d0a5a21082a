package io.github.rolecall.ci;

import java.nio.file.Path;

/** A folder that a container shares with its host: where each of the two has it. */
public record ContainerFolder(Path here, String onHost) {

  /** What lies in it under that name. */
  public ContainerFolder resolve(String name) {
    return new ContainerFolder(here.resolve(name), onHost + "/" + name);
  }
}
