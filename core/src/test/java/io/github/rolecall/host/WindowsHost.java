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
 * A host with the files of Windows, in memory: backslashes, drives, names that do not tell capital
 * from small letters, and neither modes nor owners.
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

  /** With this environment, as Windows gives it. */
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
