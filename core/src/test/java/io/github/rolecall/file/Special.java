package io.github.rolecall.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Special files that Rolecall must not read. */
public enum Special {
  PIPE,
  SOCKET,
  FOLDER,
  LINK_TO_A_PIPE;

  /** Creates the file. */
  public Path at(Path path) throws IOException {
    return switch (this) {
      case PIPE -> pipe(path);
      case SOCKET -> {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(path))
            .close();
        yield path;
      }
      case FOLDER -> Files.createDirectory(path);
      case LINK_TO_A_PIPE ->
          Files.createSymbolicLink(path, pipe(path.resolveSibling(path.getFileName() + ".pipe")));
    };
  }

  private static Path pipe(Path path) throws IOException {
    try {
      assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
      return path;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
