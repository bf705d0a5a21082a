package io.github.rolecall.host;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.rolecall.network.Networks;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A host with an in-memory file system like that of Windows: backslashes, drives, case-insensitive
 * names, and neither modes nor owners.
 */
public final class WindowsHost {
  public static final String HOME = "C:\\Users\\runner admin";
  private static final String WORK = "D:\\a\\shop\\shop";

  private final FileSystem files =
      Jimfs.newFileSystem(Configuration.windows().toBuilder().setRoots("C:\\", "D:\\").build());

  public WindowsHost() throws IOException {
    Files.createDirectories(files.getPath(HOME));
    Files.createDirectories(files.getPath(WORK));
  }

  /** Returns a host with this environment. Variables have case-insensitive names. */
  public Host of(Map<String, String> environment) {
    return TestHost.at(
        path(HOME),
        path(WORK),
        Environment.named(environment, true),
        new FakeTime(Instant.now()),
        Networks.http());
  }

  public Path path(String text) {
    return files.getPath(text);
  }
}
